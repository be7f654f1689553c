package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlModelCatalog}. */
final class ModelCatalogStatements {
  static final Sql MOST_BYTES = new Sql("models.mostBytes", """
      select @@max_allowed_packet as most_bytes
      """);

  static final Sql LOCK_DETAILS = new Sql("models.lockDetails", """
      select id
      from ${admin}.dbt_project_details
      where dbt_project_id = :project
      for update
      """);

  static final Sql SET_MANIFEST = new Sql("models.setManifest", """
      update ${admin}.dbt_project_details
      set manifest_json = :manifest, manifest_stamp = :stamp
      where dbt_project_id = :project
      """);

  static final Sql IS_OF = new Sql("models.isOf", """
      select d.id
      from ${admin}.dbt_project_details d
      join ${admin}.dbt_projects p on p.id = d.dbt_project_id
      where d.dbt_project_id = :project and p.account_id = :account and d.manifest_stamp = :stamp
      """);

  static final Sql CLEAR = new Sql("models.clear", """
      delete from ${admin}.configured_dbt_models
      where dbt_project_id = :project
      """);

  static final Sql ADD = new Sql("models.add", """
      insert into ${admin}.configured_dbt_models (dbt_project_id, unique_id, name, path, model_json)
      values (:project, :unique_id, :name, :path, :model)
      """);

  /** The kinds of {@link io.datachannel.dbt.domain.selection.NamedModels}; a unique_id begins with its kind. */
  static final Sql BUILT_IDS = new Sql("models.builtIds", """
      select m.unique_id
      from ${admin}.configured_dbt_models m
      join ${admin}.dbt_projects p on p.id = m.dbt_project_id
      where m.dbt_project_id = :project and p.account_id = :account
        and (m.unique_id like 'model.%' or m.unique_id like 'seed.%' or m.unique_id like 'snapshot.%')
      """);

  static final Sql LIST = new Sql("models.list", """
      select m.model_json
      from ${admin}.configured_dbt_models m
      join ${admin}.dbt_projects p on p.id = m.dbt_project_id
      where m.dbt_project_id = :project and p.account_id = :account
      order by m.unique_id
      """);

  static final Sql FIND = new Sql("models.find", """
      select m.model_json
      from ${admin}.configured_dbt_models m
      join ${admin}.dbt_projects p on p.id = m.dbt_project_id
      where m.dbt_project_id = :project and p.account_id = :account and m.unique_id = :unique_id
      """);

  /** A filter that is NULL lets everything through. The folder ends with a slash. */
  static final Sql PAGE = new Sql("models.page", """
      select m.model_json
      from ${admin}.configured_dbt_models m
      join ${admin}.dbt_projects p on p.id = m.dbt_project_id
      where m.dbt_project_id = :project and p.account_id = :account and m.unique_id > :after
        and (:type is null or json_value(m.model_json, '$.resourceType') = :type)
        and (:name is null or locate(lower(:name), lower(m.name)) > 0)
        and (:folder is null or left(concat(m.path, '/'), char_length(:folder)) = :folder)
        and (:tag is null or json_contains(m.model_json, json_quote(:tag), '$.tags'))
      order by m.unique_id
      limit :limit
      """);

  private ModelCatalogStatements() {}
}
