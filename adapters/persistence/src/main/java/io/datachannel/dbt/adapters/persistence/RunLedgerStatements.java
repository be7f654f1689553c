package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRunLedger}. */
final class RunLedgerStatements {
  static final Sql SET_COMMIT = new Sql("ledger.setCommit", """
      update ${logs}.log_dbt_project_run
      set commit_hash = :commit
      where id = :run and status = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql SET_ENVIRONMENT = new Sql("ledger.setEnvironment", """
      update ${logs}.log_dbt_project_run
      set environment_fingerprint = :fingerprint, environment_lock = :lock, dbt_version = :dbt_version, warnings = :warnings
      where id = :run and status = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      """);

  /** The log is stored once the run has ended, so its state is not asked for. */
  static final Sql SET_LOG = new Sql("ledger.setLog", """
      update ${logs}.log_dbt_project_run
      set log_file_path = :path
      where id = :run
      """);

  static final Sql LOCK_HELD = new Sql("ledger.lockHeld", """
      select id
      from ${logs}.log_dbt_project_run
      where id = :run and lease_owner = :owner and fencing_number = :fencing_number
      for update
      """);

  static final Sql LOCK_RUNNING = new Sql("ledger.lockRunning", """
      select id
      from ${logs}.log_dbt_project_run
      where id = :run and status = 'RUNNING' and lease_owner = :owner and fencing_number = :fencing_number
      for update
      """);

  static final Sql PUT_NODES = new Sql("ledger.putNodes", """
      insert into ${logs}.log_dbt_model_run
        (log_dbt_project_run_id, unique_id, resource_type, name, status, outcome, started_at, seconds, rows_affected, message, thread)
      values
        (:run, :unique_id, :resource_type, :name, :status, :outcome, :started_at, :seconds, :rows_affected, :message, :thread)
      on duplicate key update
        resource_type = values(resource_type), name = values(name), status = values(status), outcome = values(outcome),
        started_at = values(started_at), seconds = values(seconds), rows_affected = values(rows_affected),
        message = values(message), thread = values(thread)
      """);

  static final Sql ADD_ERRORS = new Sql("ledger.addErrors", """
      insert into ${logs}.log_dbt_project_run_errors (log_dbt_project_run_id, err_type, code, unique_id, message, traceback)
      values (:run, :err_type, :code, :unique_id, :message, :traceback)
      """);

  static final Sql NODES = new Sql("ledger.nodes", """
      select n.unique_id, n.resource_type, n.name, n.status, n.started_at, n.seconds, n.rows_affected, n.message, n.thread
      from ${logs}.log_dbt_model_run n
      join ${logs}.log_dbt_project_run r on r.id = n.log_dbt_project_run_id
      where r.id = :run and r.account_id = :account
      order by n.id
      """);

  static final Sql ERRORS = new Sql("ledger.errors", """
      select e.code, e.unique_id, e.message, e.traceback
      from ${logs}.log_dbt_project_run_errors e
      join ${logs}.log_dbt_project_run r on r.id = e.log_dbt_project_run_id
      where r.id = :run and r.account_id = :account
        and (:only is null or e.code = :only) and (:but is null or e.code <> :but)
      order by e.id
      limit :most
      """);

  private RunLedgerStatements() {}
}
