package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlDueSchedules}. */
final class DueScheduleStatements {
  static final Sql DUE = new Sql("due.projects", """
      select p.account_id, s.dbt_project_id, min(s.next_fire_at) as first
      from ${admin}.dbt_project_schedules s
      join ${admin}.dbt_projects p on p.id = s.dbt_project_id
      where s.next_fire_at <= :now
      group by p.account_id, s.dbt_project_id
      order by first
      limit :limit
      """);

  static final Sql NEXT = new Sql("due.next", """
      select min(next_fire_at) as next
      from ${admin}.dbt_project_schedules
      """);

  static final Sql LOCK = new Sql("due.lock", """
      select id
      from ${admin}.dbt_projects
      where id = :project and account_id = :account
      for update skip locked
      """);

  static final Sql WAITING_FOR = new Sql("due.waitingFor", """
      select distinct s.dbt_project_id
      from ${admin}.dbt_schedule_pipelines w
      join ${admin}.dbt_project_schedules s on s.id = w.dbt_project_schedule_id
      join ${admin}.dbt_projects p on p.id = s.dbt_project_id
      where w.pipeline_id = :pipeline and p.account_id = :account and p.status = 'ACTIVE' and s.status = 'ACTIVE'
      order by s.dbt_project_id
      """);

  static final Sql WAKE = new Sql("due.wake", """
      update ${admin}.dbt_project_schedules
      set next_fire_at = :at
      where dbt_project_id = :project and status = 'ACTIVE' and cadence = 'AFTER_PIPELINES'
        and id in (select dbt_project_schedule_id from ${admin}.dbt_schedule_pipelines where pipeline_id = :pipeline)
        and exists (select 1 from ${admin}.dbt_projects p where p.id = :project and p.account_id = :account and p.status = 'ACTIVE')
      """);

  private DueScheduleStatements() {}
}
