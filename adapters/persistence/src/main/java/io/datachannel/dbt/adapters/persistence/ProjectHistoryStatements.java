package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlProjectHistory}. */
final class ProjectHistoryStatements {
  static final Sql ADD = new Sql("history.add", """
      insert into ${admin}.dbt_project_change_history (dbt_project_id, property_name, prev_value, new_value, updated_by)
      values (:project, :property, :before, :after, :user)
      """);

  static final Sql LIST = new Sql("history.list", """
      select h.id, h.created_at, h.property_name, h.prev_value, h.new_value, h.updated_by
      from ${admin}.dbt_project_change_history h
      join ${admin}.dbt_projects p on p.id = h.dbt_project_id
      where h.dbt_project_id = :project and p.account_id = :account and h.id < :before
      order by h.id desc
      limit :limit
      """);

  /** The ids by the indexes of projects and of their histories alone; rows are read when it is known which belong to the page. */
  static final Sql OF_ACCOUNT = new Sql("history.ofAccount", """
      select h.id, h.created_at, h.property_name, h.prev_value, h.new_value, h.updated_by, h.dbt_project_id, p.name
      from (
        select entry.id
        from ${admin}.dbt_projects ours force index (projects_of_account)
        join ${admin}.dbt_project_change_history entry force index (history_of_project)
          on entry.dbt_project_id = ours.id and entry.id < :before
        where ours.account_id = :account
        order by entry.id desc
        limit :limit) as page
      join ${admin}.dbt_project_change_history h on h.id = page.id
      join ${admin}.dbt_projects p on p.id = h.dbt_project_id
      order by h.id desc
      """);

  private ProjectHistoryStatements() {}
}
