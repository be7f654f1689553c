package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The history in a list; every entry has the same time. */
public final class InMemoryProjectHistory implements ProjectHistory {
  public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Row> rows = new ArrayList<>();

  @Override
  public synchronized void add(Caller caller, List<ProjectId> projects, List<PropertyChange> changes) {
    projects.forEach(project -> changes.forEach(change ->
        rows.add(new Row(caller.account(), project, new Entry(rows.size() + 1, AT, caller.user(), change)))));
  }

  @Override
  public synchronized List<Entry> list(AccountId account, ProjectId project, Page page) {
    return rows.reversed().stream().filter(row -> row.account().equals(account) && row.project().equals(project))
        .map(Row::entry).filter(entry -> page.after() == 0 || entry.id() < page.after()).limit(page.limit()).toList();
  }

  private record Row(AccountId account, ProjectId project, Entry entry) {}
}
