package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRelationLocks}. */
final class RelationLockStatements {
  static final Sql WISH = new Sql("relationLocks.wish", """
      insert into ${logs}.log_dbt_relation_locks
        (account_id, data_warehouse_id, relation_sha256, log_dbt_project_run_id, database_name, schema_name, identifier)
      values
        (:account, :warehouse, :relation_sha, :run, :database, :schema, :identifier)
      """);

  /**
   * Runs are numbered as they are queued, so that no two wait for each other. Of several that come first it is the last one: many runs that
   * write the same then go one by one, where else the end of each would have all of them tried again.
   */
  static final Sql HOLDER = new Sql("relationLocks.holder", """
      select other.log_dbt_project_run_id, other.database_name, other.schema_name, other.identifier
      from ${logs}.log_dbt_relation_locks mine
      join ${logs}.log_dbt_relation_locks other
        on other.account_id = mine.account_id and other.data_warehouse_id = mine.data_warehouse_id
        and other.relation_sha256 = mine.relation_sha256 and other.log_dbt_project_run_id <> mine.log_dbt_project_run_id
      where mine.log_dbt_project_run_id = :run and (other.held or other.log_dbt_project_run_id < :run)
      order by other.log_dbt_project_run_id desc, other.database_name, other.schema_name, other.identifier
      limit 1
      """);

  static final Sql HOLD = new Sql("relationLocks.hold", """
      update ${logs}.log_dbt_relation_locks
      set held = true
      where log_dbt_project_run_id = :run
      """);

  static final Sql RELEASE = new Sql("relationLocks.release", """
      delete from ${logs}.log_dbt_relation_locks
      where log_dbt_project_run_id = :run
      """);

  private RelationLockStatements() {}
}
