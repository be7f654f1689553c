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

  static final String SELECT = """
      select p.id, p.account_id, p.uuid, p.status, p.name, p.data_warehouse_id, d.dbt_credential_id, p.notification_level,
             p.configuration_json, p.revision, r.url, d.branch_name
      from ${admin}.dbt_projects p
      join ${admin}.dbt_project_details d on d.dbt_project_id = p.id
      join ${admin}.dbt_repositories r on r.id = d.repository_id
      """;

  static final Sql FIND = new Sql("projects.find", SELECT + """
      where p.id = :id and p.account_id = :account
      """);

  /** Only the project's own row: its repository is shared. */
  static final Sql LOCK = new Sql("projects.lock", """
      select id
      from ${admin}.dbt_projects
      where id = :id and account_id = :account
      for update
      """);

  static final Sql UPDATE = new Sql("projects.update", """
      update ${admin}.dbt_projects
      set data_warehouse_id = :warehouse, dbt_credential_id = :credential, status = :status,
          notification_level = :notification_level, name = :name, configuration_json = :configuration, revision = :revision
      where id = :id and account_id = :account and revision = :revision - 1
      """);

  static final Sql UPDATE_DETAILS = new Sql("projects.updateDetails", """
      update ${admin}.dbt_project_details
      set dbt_credential_id = :credential, repository_id = :repository, branch_name = :branch
      where dbt_project_id = :project
      """);

  static final Sql ON_WAREHOUSE = new Sql("projects.onWarehouse", SELECT + """
      where p.data_warehouse_id = :part and p.account_id = :account
      order by p.id
      """);

  static final Sql WITH_CREDENTIAL = new Sql("projects.withCredential", SELECT + """
      where p.dbt_credential_id = :part and p.account_id = :account
      order by p.id
      """);

  static final Sql OF_REPOSITORY = new Sql("projects.ofRepository", SELECT + """
      where r.url_sha256 = sha2(:url, 256) and r.account_id = :account and p.account_id = :account
      order by p.id
      """);

  static final Sql LIST = new Sql("projects.list", SELECT + """
      where p.account_id = :account and p.id > :after and p.status <> 'DELETED'
      order by p.id
      limit :limit
      """);

  private ProjectStatements() {}
}
