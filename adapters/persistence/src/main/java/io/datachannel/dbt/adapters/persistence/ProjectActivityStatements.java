package io.datachannel.dbt.adapters.persistence;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements of {@link MySqlProjectActivities}; each is for several projects, which are ours once REFRESHES has told so. */
final class ProjectActivityStatements {
  /** A row for each project of the account, with its newest refresh and the one that its models are of. */
  static final Sql REFRESHES = new Sql("activities.refreshes", """
      select ours.dbt_project_id, newest.id, newest.state, newest.failure_code, newest.requested_at, newest.finished_at,
             kept.id as kept, kept.commit_hash
      from (
        select p.id as dbt_project_id,
          (select r.id from ${admin}.dbt_project_refreshes r
            where r.dbt_project_id = p.id order by r.id desc limit 1) as newest,
          (select r.id from ${admin}.dbt_project_refreshes r
            where r.dbt_project_id = p.id and (r.changes_json is not null or r.state = 'SUCCESSFUL') order by r.id desc limit 1) as kept
        from ${admin}.dbt_projects p
        where p.account_id = :account and p.id in (:projects)) as ours
      left join ${admin}.dbt_project_refreshes newest on newest.id = ours.newest
      left join ${admin}.dbt_project_refreshes kept on kept.id = ours.kept
      """);

  static final Sql UNDER_WAY = new Sql("activities.underWay", """
      select dbt_project_id, count(*) as runs
      from ${logs}.log_dbt_project_run force index (runs_of_project_and_status)
      where account_id = :account and dbt_project_id in (:projects) and status in ('QUEUED', 'RUNNING')
      group by dbt_project_id
      """);

  /** A schedule that was set before one on all models governs nothing. */
  static final Sql NEXT_FIRINGS = new Sql("activities.nextFirings", """
      select dbt_project_id, id, next_fire_at
      from (
        select s.dbt_project_id, s.id, s.next_fire_at,
               row_number() over (partition by s.dbt_project_id order by s.next_fire_at, s.id) as place
        from ${admin}.dbt_project_schedules s
        left join (
          select dbt_project_id, max(set_order) as set_order
          from ${admin}.dbt_project_schedules
          where dbt_project_id in (:projects) and target = 'ALL'
          group by dbt_project_id) as whole on whole.dbt_project_id = s.dbt_project_id
        where s.dbt_project_id in (:projects) and s.next_fire_at is not null and s.set_order >= coalesce(whole.set_order, 0)) as planned
      where place = 1
      """);

  /** A unique_id begins with its kind. */
  static final Sql MODELS = new Sql("activities.models", """
      select dbt_project_id, count(*) as models
      from ${admin}.configured_dbt_models force index (models_of_project)
      where dbt_project_id in (:projects) and unique_id like 'model.%'
      group by dbt_project_id
      """);

  private static final String LAST_RUNS = """
      (select dbt_project_id, id, status, run_type, command, queued_at, started_at, finished_at, commit_hash, failed
      from ${logs}.log_dbt_project_run force index (runs_of_project)
      where account_id = :account and dbt_project_id = :projects_%d
      order by id desc
      limit :most)
      """;

  /** A branch for each project, which ends after its part: a window function would number all runs there are. */
  static Sql lastRuns(int projects) {
    return new Sql("activities.lastRuns", IntStream.range(0, projects).mapToObj(LAST_RUNS::formatted).collect(Collectors.joining("union all\n")));
  }

  private ProjectActivityStatements() {}
}
