package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlProjects}. */
final class ProjectStatements {
  /** A schedule's default; runs say themselves what they build. */
  static final Sql ADD = new Sql("projects.add", """
      insert into ${admin}.dbt_projects
        (account_id, data_warehouse_id, dbt_credential_id, model_type, status, notification_level, name, configuration_json, uuid)
      values
        (:account, :warehouse, :credential, 'All Models', 'ACTIVE', :notification_level, :name, :configuration, :uuid)
      """);

  /** A known address gives back the id of its row. */
  static final Sql ADD_REPOSITORY = new Sql("projects.addRepository", """
      insert into ${admin}.dbt_repositories (account_id, url, url_sha256)
      values (:account, :url, sha2(:url, 256))
      on duplicate key update id = last_insert_id(id)
      """);

  static final Sql ADD_DETAILS = new Sql("projects.addDetails", """
      insert into ${admin}.dbt_project_details (dbt_project_id, dbt_credential_id, repository_id, branch_name)
      values (:project, :credential, :repository, :branch)
      """);

  static final Sql ADD_HISTORY = new Sql("projects.addHistory", """
      insert into ${admin}.dbt_project_change_history (dbt_project_id, property_name, prev_value, new_value, updated_by)
      values (:project, 'status', null, 'ACTIVE', :user)
      """);

  private static final String SELECT = """
      select p.id, p.account_id, p.uuid, p.status, p.name, p.data_warehouse_id, d.dbt_credential_id, p.notification_level,
             p.configuration_json, r.url, d.branch_name
      from ${admin}.dbt_projects p
      join ${admin}.dbt_project_details d on d.dbt_project_id = p.id
      join ${admin}.dbt_repositories r on r.id = d.repository_id
      """;

  static final Sql FIND = new Sql("projects.find", SELECT + """
      where p.id = :id and p.account_id = :account
      """);

  static final Sql LIST = new Sql("projects.list", SELECT + """
      where p.account_id = :account and p.id > :after and p.status <> 'DELETED'
      order by p.id
      limit :limit
      """);

  private ProjectStatements() {}
}
