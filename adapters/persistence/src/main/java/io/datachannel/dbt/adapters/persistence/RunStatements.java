package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRuns}. */
final class RunStatements {
  static final Sql ADD = new Sql("runs.add", """
      insert into ${logs}.log_dbt_project_run
        (account_id, dbt_project_id, model_type, run_type, status, queued_at, command, selection, full_refresh, vars, arguments,
         threads, timeout_seconds, steps, priority, after_loss, retry_of)
      values
        (:account, :project, :model_type, :run_type, 'QUEUED', :queued_at, :command, :selection, :full_refresh, :vars, :arguments,
         :threads, :timeout_seconds, :steps, :priority, :after_loss, :retry_of)
      """);

  static final Sql ADDED = new Sql("runs.added", "select last_insert_id() as first, @@auto_increment_increment as step");

  static final String SELECT = """
      select id, account_id, dbt_project_id, model_type, run_type, status, queued_at, started_at, finished_at, cancel_requested_at,
             command, selection, full_refresh, vars, arguments, threads, timeout_seconds, lease_owner, fencing_number,
             commit_hash, environment_fingerprint, dbt_version, succeeded, warned, failed, skipped, untouched,
             failure_code, failure_message, log_file_path, carried_out_by, external_id, retry_of, priority, attempt, waits_for_run_id, waits_for_relation,
             steps, step_results, artifacts_lost
      from ${logs}.log_dbt_project_run
      """;

  static final Sql FIND = new Sql("runs.find", SELECT + """
      where id = :id and account_id = :account
      """);

  static final Sql LOCK = new Sql("runs.lock", SELECT + """
      where id = :id
      for update
      """);

  /** Whose slot is to be locked first; that of a reporter's run is not. */
  static final Sql OWNER = new Sql("runs.owner", """
      select id, account_id, priority, waits_for_run_id
      from ${logs}.log_dbt_project_run
      where id = :id and carried_out_by = 'SERVICE'
      """);

  /**
   * What a state does not say stays as it is; the counts and the failure are written by the last move alone. A database sets the columns
   * from left to right: the lease is asked before it is taken away.
   */
  static final Sql MOVE = new Sql("runs.move", """
      update ${logs}.log_dbt_project_run
      set status = :status,
          queued_at = coalesce(:queued_at, queued_at),
          attempt = if(:status = 'QUEUED', attempt + 1, attempt),
          times_lost = if(:status = 'QUEUED' and (lease_until is null or lease_until < utc_timestamp(6)), times_lost + 1, times_lost),
          waits_for_run_id = if(:status = 'QUEUED', waits_for_run_id, null),
          waits_for_relation = if(:status = 'QUEUED', waits_for_relation, null),
          step_results = if(:status = 'QUEUED', null, step_results),
          started_at = if(:status = 'QUEUED', null, coalesce(:started_at, started_at)),
          finished_at = :finished_at,
          cancel_requested_at = coalesce(:cancel_requested_at, cancel_requested_at),
          lease_owner = coalesce(:owner, lease_owner),
          fencing_number = coalesce(:fencing_number, fencing_number),
          lease_until = if(:status = 'RUNNING', lease_until, null),
          succeeded = :succeeded, warned = :warned, failed = :failed, skipped = :skipped, untouched = :untouched,
          failure_code = :failure_code, failure_message = :failure_message
      where id = :id
        and status = :status_before
        and (cancel_requested_at is not null) = :cancelling_before
        and fencing_number = coalesce(:fencing_number_before, fencing_number)
      """);

  /** Claims runs of the queue, whose counts and failures nobody has written yet. */
  static final Sql BEGIN = new Sql("runs.begin", """
      update ${logs}.log_dbt_project_run
      set status = 'RUNNING', started_at = :started_at, lease_owner = :owner, fencing_number = fencing_number + 1,
          lease_until = utc_timestamp(6) + interval :micros microsecond
      where id in (:runs) and status = 'QUEUED' and waits_for_run_id is null
      """);

  static final Sql TALLY = new Sql("runs.tally", """
      select outcome, count(*) as nodes
      from ${logs}.log_dbt_model_run
      where log_dbt_project_run_id = :id
      group by outcome
      """);

  static final Sql FORGET_NODES = new Sql("runs.forgetNodes", """
      delete from ${logs}.log_dbt_model_run
      where log_dbt_project_run_id = :id
      """);

  /** Of {@link MySqlQueuedRuns}. */
  static final Sql SELECT_MODELS = new Sql("runs.selectModels", """
      update ${logs}.log_dbt_project_run
      set selection = :selection, model_type = :model_type
      where id = :run and status = 'QUEUED'
      """);

  private RunStatements() {}
}
