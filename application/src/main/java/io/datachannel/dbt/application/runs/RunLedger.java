package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;

/**
 * What is found out while a run is carried out. Writes carry the lease; under a lost one nothing is written and 0 is returned.
 */
public interface RunLedger {

  /** @return the rows changed */
  int recordCommit(RunId run, Lease lease, String commit);

  /** Its fingerprint, lock, dbt version and warnings. @return the rows changed */
  int recordEnvironment(RunId run, Lease lease, PreparedEnvironment prepared);

  /** Adds or replaces the rows of these nodes. @return how many were recorded */
  int recordNodes(RunId run, Lease lease, List<NodeResult> results);

  /** Adds error rows. Written also for a run that just ended: the fencing number is checked, not the state. @return how many */
  int recordErrors(RunId run, Lease lease, List<RunError> errors);

  /**
   * Without a lease: the log of a run is at one place, whoever puts it there, and it may get there long after the end.
   *
   * @param path the value of {@code log_file_path}
   */
  void recordLog(RunId run, String path);

  /** In the order in which they ended; empty for another account's run. */
  List<NodeResult> nodes(AccountId account, RunId run);

  /** In the order in which they were recorded; empty for another account's run. */
  List<RunError> errors(AccountId account, RunId run, WantedErrors wanted);

  /** Those that are shown. */
  default List<RunError> errors(AccountId account, RunId run) {
    return errors(account, run, WantedErrors.SHOWN);
  }
}
