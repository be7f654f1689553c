package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlModelDetails}. */
final class ModelDetailStatements {
  static final Sql CLEAR = new Sql("modelDetails.clear", """
      delete from ${admin}.dbt_model_details
      where dbt_project_id = :project
      """);

  static final Sql CLEAR_OTHERS = new Sql("modelDetails.clearOthers", """
      delete from ${admin}.dbt_lineage_nodes
      where dbt_project_id = :project
      """);

  static final Sql ADD = new Sql("modelDetails.add", """
      insert into ${admin}.dbt_model_details (dbt_project_id, unique_id, detail_json)
      values (:project, :unique_id, :detail)
      """);

  static final Sql ADD_OTHERS = new Sql("modelDetails.addOthers", """
      insert into ${admin}.dbt_lineage_nodes (dbt_project_id, unique_id, node_json)
      values (:project, :unique_id, :node)
      """);

  static final Sql FIND = new Sql("modelDetails.find", """
      select d.detail_json
      from ${admin}.dbt_model_details d
      join ${admin}.dbt_projects p on p.id = d.dbt_project_id
      where d.dbt_project_id = :project and p.account_id = :account and d.unique_id = :unique_id
      """);

  static final Sql OTHERS = new Sql("modelDetails.others", """
      select n.node_json
      from ${admin}.dbt_lineage_nodes n
      join ${admin}.dbt_projects p on p.id = n.dbt_project_id
      where n.dbt_project_id = :project and p.account_id = :account
      order by n.unique_id
      """);

  private ModelDetailStatements() {}
}
