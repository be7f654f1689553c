package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.RedactedEvents;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.workspace.KnownSecrets;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.util.List;

/** What is reported, recorded without the secrets of its project, as far as the service knows them. */
public final class ConcealingReports implements ReportedRuns {
  private final ReportedRuns reported;
  private final Runs runs;
  private final KnownSecrets secrets;

  public ConcealingReports(ReportedRuns reported, Runs runs, KnownSecrets secrets) {
    this.reported = reported;
    this.runs = runs;
    this.secrets = secrets;
  }

  @Override
  public void recordNodes(RunId run, List<NodeResult> results) {
    Redactor redactor = redactorOf(run);
    reported.recordNodes(run, results.stream().map(result -> RedactedEvents.of(result, redactor)).toList());
  }

  @Override
  public void recordErrors(RunId run, List<RunError> errors) {
    Redactor redactor = redactorOf(run);
    reported.recordErrors(run, errors.stream()
        .map(error -> new RunError(error.uniqueId().map(redactor::redactName), error.failure().redacted(redactor))).toList());
  }

  /** Whoever records holds the lock already. */
  private Redactor redactorOf(RunId id) {
    return runs.lock(id).map(run -> secrets.of(run.account(), run.project())).orElseGet(Redactor::none);
  }

  @Override
  public Recorded recorded(RunId run) {
    return reported.recorded(run);
  }

  @Override
  public Added add(NewReportedRun run) {
    return reported.add(run);
  }

  @Override
  public List<RunRecord> list(AccountId account, Page page) {
    return reported.list(account, page);
  }

  @Override
  public void recordFacts(RunId run, RunFacts facts) {
    reported.recordFacts(run, facts);
  }

  @Override
  public void recordCounts(RunId run, NodeTally tally) {
    reported.recordCounts(run, tally);
  }
}
