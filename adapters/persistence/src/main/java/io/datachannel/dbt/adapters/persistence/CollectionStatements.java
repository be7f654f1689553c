package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlCollections}. */
final class CollectionStatements {
  static final Sql ADD = new Sql("collections.add", """
      insert into ${admin}.dbt_collections (dbt_project_id, name)
      values (:project, :name)
      """);

  static final Sql ADD_MODELS = new Sql("collections.addModels", """
      insert into ${admin}.dbt_collection_models (dbt_collection_id, unique_id, missing_since)
      values (:collection, :unique_id, :missing_since)
      """);

  static final Sql CLEAR_MODELS = new Sql("collections.clearModels", """
      delete from ${admin}.dbt_collection_models
      where dbt_collection_id = :collection
      """);

  private static final String SELECT = """
      select c.id, p.account_id, c.dbt_project_id, c.name, c.revision
      from ${admin}.dbt_collections c
      join ${admin}.dbt_projects p on p.id = c.dbt_project_id
      where c.dbt_project_id = :project and p.account_id = :account
      """;

  static final Sql FIND = new Sql("collections.find", SELECT + """
        and c.id = :id
      """);

  static final Sql LIST = new Sql("collections.list", SELECT + """
        and c.id > :after
      order by c.id
      limit :limit
      """);

  static final Sql ALL = new Sql("collections.all", SELECT + """
      order by c.id
      """);

  static final Sql MODELS = new Sql("collections.models", """
      select m.dbt_collection_id, m.unique_id, m.missing_since
      from ${admin}.dbt_collection_models m
      join ${admin}.dbt_collections c on c.id = m.dbt_collection_id
      where c.dbt_project_id = :project and c.id between :first and :last
      order by m.dbt_collection_id, m.unique_id
      """);

  static final Sql UPDATE = new Sql("collections.update", """
      update ${admin}.dbt_collections
      set name = :name, revision = :revision
      where id = :id and dbt_project_id = :project and revision = :revision - 1
        and exists (select 1 from ${admin}.dbt_projects p where p.id = :project and p.account_id = :account)
      """);

  static final Sql DELETE = new Sql("collections.delete", """
      delete from ${admin}.dbt_collections
      where id = :id and dbt_project_id = :project
        and exists (select 1 from ${admin}.dbt_projects p where p.id = :project and p.account_id = :account)
      """);

  static final Sql SET_MISSING = new Sql("collections.setMissing", """
      update ${admin}.dbt_collection_models
      set missing_since = :missing_since
      where dbt_collection_id = :collection and unique_id = :unique_id
      """);

  private CollectionStatements() {}
}
