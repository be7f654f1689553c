package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlReportedRuns}. */
final class ReportedRunStatements {
  /** A known external id gives back the id of its run, and counts as two rows: a run that is added counts as one. */
  static final Sql ADD = new Sql("reported.add", """
      insert into ${logs}.log_dbt_project_run
        (account_id, dbt_project_id, model_type, run_type, status, queued_at, command, selection, full_refresh, vars, arguments,
         threads, timeout_seconds, carried_out_by, external_id)
      values
        (:account, :project, :model_type, :run_type, 'QUEUED', :queued_at, :command, :selection, :full_refresh, :vars, :arguments,
         :threads, :timeout_seconds, 'REPORTER', :external_id)
      on duplicate key update id = last_insert_id(id), times_reported = times_reported + 1
      """);

  static final Sql ADDED = new Sql("reported.added", "select last_insert_id() as id");

  static final Sql LIST = new Sql("reported.list", RunStatements.SELECT + """
      where account_id = :account and carried_out_by = 'REPORTER' and id < :before
      order by id desc
      limit :limit
      """);

  static final Sql SET_FACTS = new Sql("reported.setFacts", """
      update ${logs}.log_dbt_project_run
      set commit_hash = coalesce(:commit, commit_hash), dbt_version = coalesce(:dbt_version, dbt_version)
      where id = :run and carried_out_by = 'REPORTER'
      """);

  static final Sql SET_COUNTS = new Sql("reported.setCounts", """
      update ${logs}.log_dbt_project_run
      set succeeded = :succeeded, warned = :warned, failed = :failed, skipped = :skipped, untouched = :untouched
      where id = :run and carried_out_by = 'REPORTER'
      """);

  static final Sql RECORDED = new Sql("reported.recorded", """
      select n.nodes, e.errors, n.bytes + e.bytes as bytes
      from (
        select count(*) as nodes,
               coalesce(sum(length(unique_id) + length(name) + length(message) + length(thread)), 0) as bytes
        from ${logs}.log_dbt_model_run
        where log_dbt_project_run_id = :run) n
      cross join (
        select count(*) as errors,
               coalesce(sum(coalesce(length(unique_id), 0) + length(message) + coalesce(length(traceback), 0)), 0) as bytes
        from ${logs}.log_dbt_project_run_errors
        where log_dbt_project_run_id = :run) e
      """);

  private ReportedRunStatements() {}
}
