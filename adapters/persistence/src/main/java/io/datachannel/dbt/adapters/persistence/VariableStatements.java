package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlProjectVariables}. */
final class VariableStatements {
  static final Sql OF_PROJECT = new Sql("variables.ofProject", """
      select name, plain_value, sealed_value, revision
      from ${admin}.dbt_project_variables
      where dbt_project_id = :project and account_id = :account
      """);

  static final Sql PUT = new Sql("variables.put", """
      insert into ${admin}.dbt_project_variables (account_id, dbt_project_id, name, plain_value, sealed_value, revision)
      values (:account, :project, :name, :plain, :sealed, :revision)
      on duplicate key update plain_value = :plain, sealed_value = :sealed, revision = :revision
      """);

  static final Sql REMOVE = new Sql("variables.remove", """
      delete from ${admin}.dbt_project_variables
      where dbt_project_id = :project and account_id = :account and name = :name
      """);

  private VariableStatements() {}
}
