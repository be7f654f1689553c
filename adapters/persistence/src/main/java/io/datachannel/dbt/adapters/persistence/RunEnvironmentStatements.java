package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRunEnvironments}. */
final class RunEnvironmentStatements {
  static final Sql FIND = new Sql("environments.find", """
      select dbt_project_id, environment_lock, warnings
      from ${logs}.log_dbt_project_run
      where id = :run and account_id = :account
      """);

  /** Goes back over the runs of a project by the index of project and status. */
  static final Sql GREEN = new Sql("environments.green", """
      select id, environment_lock
      from ${logs}.log_dbt_project_run force index (runs_of_project_and_status)
      where account_id = :account and dbt_project_id = :project and status = 'SUCCESSFUL' and environment_lock is not null and id < :before
      order by id desc
      limit 1
      """);

  private RunEnvironmentStatements() {}
}
