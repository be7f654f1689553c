package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.WantedErrors;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;

/** The ledger, of which committed errors and nodes are told. */
public final class WatchedLedger implements RunLedger {
  private final RunLedger ledger;
  private final UnitOfWork work;
  private final RunsHere here;

  public WatchedLedger(RunLedger ledger, UnitOfWork work, RunsHere here) {
    this.ledger = ledger;
    this.work = work;
    this.here = here;
  }

  @Override
  public int recordNodes(RunId run, Lease lease, List<NodeResult> results) {
    int recorded = ledger.recordNodes(run, lease, results);
    if (recorded > 0) {
      work.afterCommit(() -> here.ran(run, results));
    }
    return recorded;
  }

  @Override
  public int recordErrors(RunId run, Lease lease, List<RunError> errors) {
    int recorded = ledger.recordErrors(run, lease, errors);
    if (recorded > 0) {
      work.afterCommit(() -> here.failed(run, errors));
    }
    return recorded;
  }

  @Override
  public int recordCommit(RunId run, Lease lease, String commit) {
    return ledger.recordCommit(run, lease, commit);
  }

  @Override
  public int recordEnvironment(RunId run, Lease lease, PreparedEnvironment prepared) {
    return ledger.recordEnvironment(run, lease, prepared);
  }

  @Override
  public void recordLog(RunId run, String path) {
    ledger.recordLog(run, path);
  }

  @Override
  public List<NodeResult> nodes(AccountId account, RunId run) {
    return ledger.nodes(account, run);
  }

  @Override
  public List<RunError> errors(AccountId account, RunId run, WantedErrors wanted) {
    return ledger.errors(account, run, wanted);
  }
}
