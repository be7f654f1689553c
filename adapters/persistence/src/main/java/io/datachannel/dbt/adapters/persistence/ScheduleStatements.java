package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlSchedules}. */
final class ScheduleStatements {
  static final Sql ADD = new Sql("schedules.add", """
      insert into ${admin}.dbt_project_schedules
        (dbt_project_id, schedule_option_id, cadence, quorum, schedule_interval, hour, day, week_day, start_hour, start_min, months, days,
         hours, cron_string, time_zone, clock_gap, clock_overlap, grace_seconds, target, dbt_collection_id, command, steps, full_refresh, vars,
         arguments, threads, timeout_seconds, after_loss, status, set_order, next_fire_at, handled_until)
      values
        (:project, (select min(id) from ${admin}.schedule_options where name = :cadence), :cadence, :quorum, :schedule_interval, :hour, :day,
         :week_day, :start_hour, :start_min, :months, :days, :hours, :cron_string, :time_zone, :clock_gap, :clock_overlap, :grace_seconds,
         :target, :collection, :command, :steps, :full_refresh, :vars, :arguments, :threads, :timeout_seconds, :after_loss, :status, :set_order,
         :next_fire_at, :handled_until)
      """);

  static final Sql ADD_MODELS = new Sql("schedules.addModels", """
      insert into ${admin}.dbt_schedule_models (dbt_project_schedule_id, unique_id)
      values (:schedule, :unique_id)
      """);

  static final Sql ADD_PIPELINES = new Sql("schedules.addPipelines", """
      insert into ${admin}.dbt_schedule_pipelines (dbt_project_schedule_id, pipeline_id)
      values (:schedule, :pipeline)
      """);

  private static final String OF_ACCOUNT = """
        and exists (select 1 from ${admin}.dbt_projects p where p.id = :project and p.account_id = :account)
      """;

  /** One statement, since a schedule that is changed between two would be read as one that never was. */
  static final String SELECT_ALL = """
      select s.id, s.dbt_project_id, s.cadence, s.quorum, s.schedule_interval, s.hour, s.week_day, s.start_hour, s.start_min, s.months,
             s.days, s.hours, s.cron_string, s.time_zone, s.clock_gap, s.clock_overlap, s.grace_seconds, s.target, s.dbt_collection_id,
             s.command, s.steps, s.full_refresh, s.vars, s.arguments, s.threads, s.timeout_seconds, s.after_loss, s.status, s.set_order,
             s.revision, s.next_fire_at, s.handled_until,
             (select json_arrayagg(m.unique_id) from ${admin}.dbt_schedule_models m where m.dbt_project_schedule_id = s.id) as models,
             (select json_arrayagg(w.pipeline_id) from ${admin}.dbt_schedule_pipelines w
              where w.dbt_project_schedule_id = s.id) as pipelines
      from ${admin}.dbt_project_schedules s
      join ${admin}.dbt_projects p on p.id = s.dbt_project_id
      """;

  private static final String SELECT = SELECT_ALL + """
      where s.dbt_project_id = :project and p.account_id = :account
      """;

  static final Sql FIND = new Sql("schedules.find", SELECT + """
        and s.id = :id
      """);

  static final Sql ALL = new Sql("schedules.all", SELECT + """
      order by s.id
      """);

  static final Sql UPDATE = new Sql("schedules.update", """
      update ${admin}.dbt_project_schedules
      set schedule_option_id = (select min(id) from ${admin}.schedule_options where name = :cadence), cadence = :cadence,
          quorum = :quorum, schedule_interval = :schedule_interval, hour = :hour, day = :day, week_day = :week_day,
          start_hour = :start_hour, start_min = :start_min, months = :months, days = :days, hours = :hours, cron_string = :cron_string,
          time_zone = :time_zone, clock_gap = :clock_gap, clock_overlap = :clock_overlap, grace_seconds = :grace_seconds,
          target = :target, dbt_collection_id = :collection, command = :command, steps = :steps, full_refresh = :full_refresh, vars = :vars,
          arguments = :arguments, threads = :threads, timeout_seconds = :timeout_seconds, after_loss = :after_loss, status = :status,
          set_order = :set_order, next_fire_at = :next_fire_at, handled_until = :handled_until, revision = :revision
      where id = :id and dbt_project_id = :project and revision = :revision - 1
      """ + OF_ACCOUNT);

  static final Sql CLEAR_MODELS = new Sql("schedules.clearModels", """
      delete from ${admin}.dbt_schedule_models
      where dbt_project_schedule_id = :schedule
      """);

  static final Sql CLEAR_PIPELINES = new Sql("schedules.clearPipelines", """
      delete from ${admin}.dbt_schedule_pipelines
      where dbt_project_schedule_id = :schedule
      """);

  static final Sql PLAN = new Sql("schedules.plan", """
      update ${admin}.dbt_project_schedules
      set next_fire_at = :next_fire_at, handled_until = :handled_until
      where id = :id and dbt_project_id = :project
      """ + OF_ACCOUNT);

  static final Sql DELETE = new Sql("schedules.delete", """
      delete from ${admin}.dbt_project_schedules
      where id = :id and dbt_project_id = :project
      """ + OF_ACCOUNT);

  private ScheduleStatements() {}
}
