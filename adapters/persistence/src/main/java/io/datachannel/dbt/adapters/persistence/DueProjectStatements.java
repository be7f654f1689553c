package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlDueProjects}; each asks for several projects. */
final class DueProjectStatements {
  /** Only the projects' own rows, and none that someone else is at. */
  static final Sql LOCK = new Sql("dueProjects.lock", """
      select id, account_id
      from ${admin}.dbt_projects
      where id in (:projects)
      order by id
      for update skip locked
      """);

  static final Sql PROJECTS = new Sql("dueProjects.projects", ProjectStatements.SELECT + """
      where p.id in (:projects)
      order by p.id
      """);

  static final Sql SCHEDULES = new Sql("dueProjects.schedules", ScheduleStatements.SELECT_ALL + """
      where s.dbt_project_id in (:projects)
      order by s.id
      """);

  static final Sql MODELS = new Sql("dueProjects.models", """
      select m.dbt_project_id, m.unique_id
      from ${admin}.configured_dbt_models m
      where m.dbt_project_id in (:projects)
        and (m.unique_id like 'model.%' or m.unique_id like 'seed.%' or m.unique_id like 'snapshot.%')
      """);

  static final Sql WAITING = new Sql("dueProjects.waiting", FiringStatements.SELECT + """
      join ${logs}.log_dbt_project_run r on r.id = f.awaited_run_id
      where f.dbt_project_id in (:projects) and f.awaited_run_id is not null and r.status = 'QUEUED'
      order by f.id
      """);

  static final Sql LAST = new Sql("dueProjects.last", """
      select s.id, (select max(f.planned_at) from ${admin}.dbt_schedule_firings f where f.schedule_id = s.id) as last
      from ${admin}.dbt_project_schedules s
      where s.dbt_project_id in (:projects)
      """);

  static final Sql PLAN = new Sql("dueProjects.plan", """
      update ${admin}.dbt_project_schedules s
      join (select :id as id, :next_fire_at as next_fire_at, :handled_until as handled_until) n on n.id = s.id
      set s.next_fire_at = n.next_fire_at, s.handled_until = n.handled_until
      """);

  private DueProjectStatements() {}
}
