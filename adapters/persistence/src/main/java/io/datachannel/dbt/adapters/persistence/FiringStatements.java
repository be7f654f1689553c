package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlFiringLog}, and the one by which {@link MySqlDueProjects} adds its rows. */
final class FiringStatements {
  static final Sql ADD = new Sql("firings.add", """
      insert into ${admin}.dbt_schedule_firings
        (account_id, dbt_project_id, schedule_id, planned_at, handled_at, outcome, reason, run_id, merged_into, selection,
         schedule_json, awaited_run_id)
      values
        (:account, :project, :schedule, :planned_at, :handled_at, :outcome, :reason, :run, :merged_into, :selection,
         :snapshot, :awaited_run)
      """);

  static final String SELECT = """
      select f.id, f.account_id, f.dbt_project_id, f.schedule_id, f.planned_at, f.handled_at, f.outcome, f.reason, f.run_id, f.merged_into,
             f.selection, f.schedule_json, f.result, f.succeeded, f.warned, f.failed, f.skipped, f.untouched
      from ${admin}.dbt_schedule_firings f
      """;

  static final Sql LIST = new Sql("firings.list", SELECT + """
      where f.account_id = :account and f.dbt_project_id = :project and f.schedule_id = :schedule and f.id < :before
      order by f.id desc
      limit :limit
      """);

  static final Sql OF_RUN = new Sql("firings.ofRun", SELECT + """
      where f.run_id = :run and f.account_id = :account
      order by f.id
      """);

  static final Sql CARRIED = new Sql("firings.carried", """
      select count(*) as firings
      from ${admin}.dbt_schedule_firings
      where run_id = :run and account_id = :account and merged_into is null
      """);

  static final Sql WAITING = new Sql("firings.waiting", SELECT + """
      join ${logs}.log_dbt_project_run r on r.id = f.awaited_run_id
      where f.dbt_project_id = :project and f.account_id = :account and f.awaited_run_id is not null and r.status = 'QUEUED'
      order by f.id
      """);

  static final Sql ENDED = new Sql("firings.ended", SELECT + """
      join ${logs}.log_dbt_project_run r on r.id = f.awaited_run_id
      where f.awaited_run_id is not null and r.status not in ('QUEUED', 'RUNNING')
      order by f.awaited_run_id, f.id
      limit :limit
      """);

  static final Sql SETTLE = new Sql("firings.settle", """
      update ${admin}.dbt_schedule_firings
      set awaited_run_id = null, result = :result, succeeded = :succeeded, warned = :warned, failed = :failed, skipped = :skipped,
          untouched = :untouched
      where id = :id and awaited_run_id is not null
      """);

  static final Sql SELECT_MODELS = new Sql("firings.selectModels", """
      update ${admin}.dbt_schedule_firings
      set selection = :selection
      where id = :id
      """);

  private FiringStatements() {}
}
