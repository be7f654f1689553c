package io.datachannel.dbt.adapters.persistence;

/** The parts of the statements of {@link RunListing}. */
final class RunListStatements {
  static final String OF_ACCOUNT = "runs_of_account";
  static final String OF_PROJECT = "runs_of_project";
  static final String OF_PROJECT_AND_STATUS = "runs_of_project_and_status";
  static final String OF_STATUS = "runs_of_status";
  static final String OF_TYPE = "runs_of_type";
  static final String OF_COMMAND = "runs_of_command";
  static final String OF_CARRIER = "reported_runs";
  static final String OF_COMMIT = "runs_of_commit";
  static final String OF_WINDOW = "runs_of_window";

  /** @param conditions each with an {@code and} before it */
  static String ids(String indexes, String conditions) {
    return """
        (select id
        from ${logs}.log_dbt_project_run force index (%s)
        where account_id = :account and id < :before%s
        order by id desc
        limit :limit)
        """.formatted(indexes, conditions);
  }

  /** The rows are read when it is known which belong to the page. */
  static String rowsOf(String ids) {
    return RunStatements.SELECT + """
        where id in (select id from (
        %s) as page)
        order by id desc
        limit :limit
        """.formatted(ids);
  }

  /** Touches the index alone. */
  static String runsInWindow(String window) {
    return """
        select count(*) as runs from (
        select id
        from ${logs}.log_dbt_project_run force index (%s)
        where account_id = :account%s
        limit :narrow) as counted
        """.formatted(OF_WINDOW, window);
  }

  private RunListStatements() {}
}
