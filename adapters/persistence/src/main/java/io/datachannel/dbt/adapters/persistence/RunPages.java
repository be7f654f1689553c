package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads pages of runs; for those of a window, it finds out first where to look. */
final class RunPages {
  private final Session session;

  RunPages(Session session) {
    this.session = session;
  }

  List<RunRecord> list(AccountId account, RunFilter filter, Page page) {
    RunListing listing = new RunListing(account, filter, page);
    RunReach reach = filter.window().isOpen() ? RunReach.Ids.ALL : reachOfWindow(listing);
    return session.all(listing.statement(reach), listing.values(reach), RunRows::record);
  }

  private RunReach reachOfWindow(RunListing listing) {
    boolean many = session.one(listing.manyInWindow(), listing.windowValues(), row -> row.number("id")).isPresent();
    return many ? idsOfWindow(listing) : new RunReach.Window();
  }

  /** A run that is entered between the statements is missed, as if it came after the page. */
  private RunReach.Ids idsOfWindow(RunListing listing) {
    return session.one(RunListStatements.DAYS, listing.windowValues(), RunPages::days).flatMap(days ->
            session.one(RunListStatements.IDS_OF_DAYS, listing.windowValues().with("days", days), RunPages::ids))
        .orElse(RunReach.Ids.NONE);
  }

  /** Those between the first and the last day that have runs, as JSON. */
  private static String days(Row row) {
    Stream<LocalDate> days = row.optionalText("first_day").map(LocalDate::parse).stream().flatMap(first ->
        first.datesUntil(LocalDate.parse(row.text("last_day")).plusDays(1)));
    return days.map(day -> "\"" + day + "\"").collect(Collectors.joining(",", "[", "]"));
  }

  private static RunReach.Ids ids(Row row) {
    Optional<Long> oldest = row.optionalNumber("oldest");
    return oldest.map(id -> new RunReach.Ids(id, row.number("newest"))).orElse(RunReach.Ids.NONE);
  }
}
