package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlRunTimelines}. */
final class RunTimelineStatements {
  static final Sql SET = new Sql("timelines.set", """
      update ${logs}.log_dbt_project_run
      set timeline = :timeline, step_results = coalesce(:step_results, step_results)
      where id = :run and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql SET_STEPS = new Sql("timelines.setSteps", """
      update ${logs}.log_dbt_project_run
      set step_results = :step_results
      where id = :run and lease_owner = :owner and fencing_number = :fencing_number
      """);

  static final Sql FIND = new Sql("timelines.find", """
      select timeline, step_results
      from ${logs}.log_dbt_project_run
      where id = :run and account_id = :account
      """);

  private RunTimelineStatements() {}
}
