package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;

/**
 * The runs that others carry out and report. No lease guards what is recorded about them: whoever records holds the lock of
 * {@link io.datachannel.dbt.application.runs.Runs#lock} in the same transaction.
 */
public interface ReportedRuns {

  /** Adds a queued run, or finds the one that has the external id already, also one that is added at the same time. */
  Added add(NewReportedRun run);

  /** Newest first; {@code after} is the id of the last one seen. */
  List<RunRecord> list(AccountId account, Page page);

  /** What is not given stays as it is. */
  void recordFacts(RunId run, RunFacts facts);

  /** For a final state that carries no counts of its own. */
  void recordCounts(RunId run, NodeTally tally);

  /** Adds or replaces the rows of these nodes. */
  void recordNodes(RunId run, List<NodeResult> results);

  void recordErrors(RunId run, List<RunError> errors);

  /** What the run has by now. */
  Recorded recorded(RunId run);

  /** @param bytes of the names and texts of both */
  record Recorded(long nodes, long errors, long bytes) {}

  /** What became of {@link #add}. */
  sealed interface Added {
    RunId id();

    /** It is new. */
    record Fresh(RunId id) implements Added {}

    /** It was reported before. */
    record Known(RunId id) implements Added {}
  }
}
