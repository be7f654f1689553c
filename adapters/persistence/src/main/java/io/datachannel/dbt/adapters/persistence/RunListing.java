package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement that lists the runs a filter lets through, put together from the parts in {@link RunListStatements}. Each filter has an
 * index that gives its runs newest first, so that a page is read and nothing is sorted; of several, the database takes the one with the
 * fewest rows. The choice is kept to these, since for the sake of the order it would rather go through the whole account.
 */
record RunListing(AccountId account, RunFilter filter, Page page) {
  /** A window with fewer runs is read as a whole and sorted; a wider one is looked for on the way through the others. */
  static final int NARROW = 2000;

  /** @param narrow whether {@link #runsInWindow} counted fewer than {@link #NARROW} */
  Sql statement(boolean narrow) {
    List<String> statuses = filter.statuses().stream().sorted().map(RunListing::quoted).toList();
    String conditions = conditions();
    String ids;
    if (statuses.isEmpty()) {
      ids = RunListStatements.ids(narrow ? RunListStatements.OF_WINDOW : indexes(), conditions);
    } else if (narrow) {
      ids = RunListStatements.ids(RunListStatements.OF_WINDOW, conditions + " and status in (" + String.join(", ", statuses) + ")");
    } else {
      ids = statuses.stream().map(status -> RunListStatements.ids(indexes(), conditions + " and status = " + status))
          .collect(Collectors.joining("union all\n"));
    }
    return new Sql("runs.list", RunListStatements.rowsOf(ids));
  }

  /** Counts no further than {@link #NARROW}. */
  Sql runsInWindow() {
    return new Sql("runs.inWindow", RunListStatements.runsInWindow(window()));
  }

  Values values() {
    return Values.of("account", account.value())
        .with("project", filter.project().map(id -> id.value()))
        .with("type", filter.type())
        .with("command", filter.command().map(DbtCommand::word))
        .with("carrier", filter.carrier())
        .with("commit", filter.commit())
        .with("from", filter.window().from())
        .with("until", filter.window().until())
        .with("before", page.after() == 0 ? Long.MAX_VALUE : page.after())
        .with("narrow", NARROW)
        .with("limit", page.limit());
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
