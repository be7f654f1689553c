package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement that lists the runs a filter lets through, put together from the parts in {@link RunListStatements}. Each filter has an
 * index that gives its runs newest first, so that a page is read and nothing is sorted; of several, the database takes the one with the
 * fewest rows. The choice is kept to these, since for the sake of the order it would rather go through the whole account.
 */
record RunListing(AccountId account, RunFilter filter, Page page) {
  /** A window with no more runs is read as a whole and sorted; a wider one is looked for on the way through its ids. */
  static final int NARROW = 2000;

  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  Sql statement(RunReach reach) {
    List<String> statuses = filter.statuses().stream().sorted().map(RunListing::quoted).toList();
    String ids = switch (reach) {
      case RunReach.Window _ -> RunListStatements.ids(RunListStatements.OF_WINDOW,
          statuses.isEmpty() ? conditions() : conditions() + " and status in (" + String.join(", ", statuses) + ")");
      case RunReach.Ids _ when statuses.isEmpty() -> RunListStatements.ids(indexes(), conditions());
      case RunReach.Ids _ -> statuses.stream().map(status -> RunListStatements.ids(indexes(), conditions() + " and status = " + status))
          .collect(Collectors.joining("union all\n"));
    };
    return new Sql("runs.list", RunListStatements.rowsOf(ids));
  }

  /** Has a row when the window holds more runs than {@link #NARROW}. */
  Sql manyInWindow() {
    return new Sql("runs.manyInWindow", RunListStatements.manyInWindow(window()));
  }

  Values values(RunReach reach) {
    RunReach.Ids ids = switch (reach) {
      case RunReach.Window _ -> RunReach.Ids.ALL;
      case RunReach.Ids bounds -> bounds;
    };
    return windowValues()
        .with("project", filter.project().map(id -> id.value()))
        .with("type", filter.type())
        .with("command", filter.command().map(DbtCommand::word))
        .with("carrier", filter.carrier())
        .with("commit", filter.commit())
        .with("oldest", ids.oldest())
        .with("before", page.after() == 0 ? ids.newest() + 1 : Math.min(page.after(), ids.newest() + 1))
        .with("limit", page.limit());
  }

  /** Of the statements that find out where to look. */
  Values windowValues() {
    return Values.of("account", account.value())
        .with("from", filter.window().from())
        .with("until", filter.window().until())
        .with("first_day", filter.window().from().map(RunListing::day).orElse(LocalDate.EPOCH).toString())
        .with("last_day", filter.window().until().map(end -> day(end.minus(1, ChronoUnit.MICROS))).orElse(LAST_DAY).toString())
        .with("narrow", NARROW);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private String indexes() {
    List<String> indexes = new ArrayList<>();
    boolean ofStatus = !filter.statuses().isEmpty();
    filter.project().ifPresent(_ -> indexes.add(ofStatus ? RunListStatements.OF_PROJECT_AND_STATUS : RunListStatements.OF_PROJECT));
    if (ofStatus && filter.project().isEmpty()) {
      indexes.add(RunListStatements.OF_STATUS);
    }
    filter.type().ifPresent(_ -> indexes.add(RunListStatements.OF_TYPE));
    filter.command().ifPresent(_ -> indexes.add(RunListStatements.OF_COMMAND));
    filter.carrier().ifPresent(_ -> indexes.add(RunListStatements.OF_CARRIER));
    filter.commit().ifPresent(_ -> indexes.add(RunListStatements.OF_COMMIT));
    return indexes.isEmpty() ? RunListStatements.OF_ACCOUNT : String.join(", ", indexes);
  }

  private String conditions() {
    StringBuilder all = new StringBuilder();
    filter.project().ifPresent(_ -> all.append(" and dbt_project_id = :project"));
    filter.type().ifPresent(_ -> all.append(" and run_type = :type"));
    filter.command().ifPresent(_ -> all.append(" and command = :command"));
    filter.carrier().ifPresent(_ -> all.append(" and carried_out_by = :carrier"));
    filter.commit().ifPresent(_ -> all.append(" and commit_hash = :commit"));
    return all.append(window()).toString();
  }

  private String window() {
    return (filter.window().from().isPresent() ? " and queued_at >= :from" : "")
        + (filter.window().until().isPresent() ? " and queued_at < :until" : "");
  }

  /** A word of ours, not of the caller. */
  private static String quoted(RunStatus status) {
    return "'" + status.wireName() + "'";
  }
}
