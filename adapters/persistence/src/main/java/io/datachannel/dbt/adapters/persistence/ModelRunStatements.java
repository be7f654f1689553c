package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlModelRuns}. */
final class ModelRunStatements {
  /** The newest of the runs that are not asked one by one; touches the index alone. */
  static final Sql FAR = new Sql("modelRuns.far", """
      select id
      from ${logs}.log_dbt_project_run force index (runs_of_project)
      where account_id = :account and dbt_project_id = :project and id < :before
      order by id desc
      limit 1 offset :near
      """);

  private static final String SELECT = """
      select straight_join r.id as run, r.status as run_status, n.unique_id, n.resource_type, n.name, n.status, n.started_at, n.seconds,
             n.rows_affected, n.message, n.thread
      """;

  /** Each run of the project is asked for the node, newest first; rows are read of those alone that have it. */
  static final Sql AMONG_NEAR = new Sql("modelRuns.amongNear", SELECT + """
      from ${logs}.log_dbt_project_run near force index (runs_of_project)
      join ${logs}.log_dbt_model_run n force index (nodes_of_run)
        on n.log_dbt_project_run_id = near.id and n.unique_id = :unique_id
      join ${logs}.log_dbt_project_run r on r.id = near.id
      where near.account_id = :account and near.dbt_project_id = :project and near.id > :far and near.id < :before
      order by near.id desc
      limit :limit
      """);

  /** Whoever's node of this name is asked for its run, newest first; rows are read of the project's alone. */
  static final Sql AMONG_FAR = new Sql("modelRuns.amongFar", SELECT + """
      from ${logs}.log_dbt_model_run entry force index (runs_of_node)
      join ${logs}.log_dbt_project_run r
        on r.id = entry.log_dbt_project_run_id and r.account_id = :account and r.dbt_project_id = :project
      join ${logs}.log_dbt_model_run n on n.id = entry.id
      where entry.unique_id = :unique_id and entry.log_dbt_project_run_id <= :far
      order by entry.log_dbt_project_run_id desc
      limit :limit
      """);

  private ModelRunStatements() {}
}
