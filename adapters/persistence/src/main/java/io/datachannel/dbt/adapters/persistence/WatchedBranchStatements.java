package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlWatchedBranches}. */
final class WatchedBranchStatements {
  /** Only the rows themselves, and none that another copy is at. */
  static final Sql LOCK_DUE = new Sql("watched.lockDue", """
      select dbt_project_id, look_due_at, look_failures, asked_commit
      from ${admin}.dbt_project_details
      where look_due_at <= utc_timestamp(6) and dbt_project_id is not null
      order by look_due_at
      limit :limit
      for update skip locked
      """);

  static final Sql PROJECTS = new Sql("watched.projects", ProjectStatements.SELECT + """
      where p.id in (:projects)
      """);

  /** What their last refresh read, or tried to. */
  static final Sql KNOWN = new Sql("watched.known", """
      select r.dbt_project_id, r.commit_hash
      from ${admin}.dbt_project_refreshes r
      where r.id in (
        select max(n.id)
        from ${admin}.dbt_project_refreshes n
        where n.commit_hash is not null and n.dbt_project_id in (:projects)
        group by n.dbt_project_id)
      """);

  static final Sql PUT_OFF = new Sql("watched.putOff", """
      update ${admin}.dbt_project_details
      set look_due_at = utc_timestamp(6) + interval :micros microsecond
      where dbt_project_id in (:projects)
      """);

  static final Sql LOOKED = new Sql("watched.looked", """
      update ${admin}.dbt_project_details
      set look_due_at = utc_timestamp(6) + interval :micros microsecond, look_failures = :failures, asked_commit = :asked
      where dbt_project_id = :project
      """);

  private WatchedBranchStatements() {}
}
