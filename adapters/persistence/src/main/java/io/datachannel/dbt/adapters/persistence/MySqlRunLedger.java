package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.WantedErrors;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;

/** The rows of {@code log_dbt_model_run} and {@code log_dbt_project_run_errors}, and what is found out about a run. */
public final class MySqlRunLedger implements RunLedger {
  private final Session session;

  public MySqlRunLedger(Database database) {
    this.session = database.session();
  }

  @Override
  public int recordCommit(RunId run, Lease lease, String commit) {
    return session.put(RunLedgerStatements.SET_COMMIT, Leases.held(run, lease).with("commit", commit));
  }

  @Override
  public int recordEnvironment(RunId run, Lease lease, PreparedEnvironment prepared) {
    return session.put(RunLedgerStatements.SET_ENVIRONMENT, Leases.held(run, lease).with("fingerprint", prepared.environment().fingerprint())
        .with("lock", prepared.environment().lock()).with("dbt_version", prepared.dbtVersion())
        .with("warnings", MySqlRunEnvironments.json(prepared.warnings())));
  }

  @Override
  public int recordNodes(RunId run, Lease lease, List<NodeResult> results) {
    return addUnder(RunLedgerStatements.LOCK_RUNNING, run, lease, RunLedgerStatements.PUT_NODES,
        results.stream().map(result -> NodeRows.of(run, result)).toList());
  }

  @Override
  public int recordErrors(RunId run, Lease lease, List<RunError> errors) {
    return addUnder(RunLedgerStatements.LOCK_HELD, run, lease, RunLedgerStatements.ADD_ERRORS,
        errors.stream().map(error -> NodeRows.of(run, error)).toList());
  }

  @Override
  public void recordLog(RunId run, String path) {
    session.put(RunLedgerStatements.SET_LOG, Values.of("run", run.value()).with("path", path));
  }

  @Override
  public List<NodeResult> nodes(AccountId account, RunId run) {
    return session.all(RunLedgerStatements.NODES,
        Values.of("run", run.value()).with("account", account.value()), NodeRows::result);
  }

  @Override
  public List<RunError> errors(AccountId account, RunId run, WantedErrors wanted) {
    return session.all(RunLedgerStatements.ERRORS, Values.of("run", run.value()).with("account", account.value())
        .with("only", wanted.only()).with("but", wanted.but()).with("most", wanted.most()), NodeRows::error);
  }

  /** The row of the run stays locked until its new rows are in, so that no one takes it over in between. */
  private int addUnder(Sql lock, RunId run, Lease lease, Sql add, List<Values> rows) {
    return rows.isEmpty() ? 0 : session.inTransaction(() -> {
      if (session.one(lock, Leases.held(run, lease), row -> row.number("id")).isEmpty()) {
        return 0;
      }
      session.addAll(add, rows);
      return rows.size();
    });
  }
}
