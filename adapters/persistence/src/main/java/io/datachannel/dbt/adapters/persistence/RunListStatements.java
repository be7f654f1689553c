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

  /** The first and the last day of a window that have runs; the days in which it begins and ends count as a whole. */
  static final Sql DAYS = new Sql("runs.days", """
      select min(queued_day) as first_day, max(queued_day) as last_day
      from ${logs}.log_dbt_project_run force index (runs_of_day)
      where account_id = :account and queued_day >= :first_day and queued_day <= :last_day
      """);

  /** One entry of the index for either end of each day. */
  static final Sql IDS_OF_DAYS = new Sql("runs.idsOfDays", """
      select min(oldest) as oldest, max(newest) as newest
      from (
        select
          (select id from ${logs}.log_dbt_project_run force index (runs_of_day)
            where account_id = :account and queued_day = days.day order by id limit 1) as oldest,
          (select id from ${logs}.log_dbt_project_run force index (runs_of_day)
            where account_id = :account and queued_day = days.day order by id desc limit 1) as newest
        from json_table(:days, '$[*]' columns (day date path '$')) as days) as ends
      """);

  /** @param conditions each with an {@code and} before it */
  static String ids(String indexes, String conditions) {
    return """
        (select id
        from ${logs}.log_dbt_project_run force index (%s)
        where account_id = :account and id >= :oldest and id < :before%s
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

  /** A row when the window holds more runs than are sorted; touches the index alone. */
  static String manyInWindow(String window) {
    return """
        select id
        from ${logs}.log_dbt_project_run force index (%s)
        where account_id = :account%s
        limit 1 offset :narrow
        """.formatted(OF_WINDOW, window);
  }

  private RunListStatements() {}
}
