package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlPipelineLoads}. */
final class PipelineLoadStatements {
  /** Adds nothing for a pipeline that the account does not have. */
  static final Sql ADD = new Sql("loads.add", """
      insert into ${admin}.dbt_pipeline_loads (account_id, pipeline_id, loaded_at, reported_at, reported_by)
      select p.account_id, p.id, :loaded_at, :reported_at, :user
      from ${admin}.pipelines p
      where p.id = :pipeline and p.account_id = :account
      """);

  static final Sql LATEST = new Sql("loads.latest", """
      select id, pipeline_id, loaded_at, reported_at
      from ${admin}.dbt_pipeline_loads
      where account_id = :account and pipeline_id = :pipeline
      order by id desc
      limit 1
      """);

  /** Of {@link MySqlPipelines}. */
  static final Sql KNOWN = new Sql("pipelines.known", """
      select id
      from ${admin}.pipelines
      where account_id = :account and id = :pipeline
      """);

  private PipelineLoadStatements() {}
}
