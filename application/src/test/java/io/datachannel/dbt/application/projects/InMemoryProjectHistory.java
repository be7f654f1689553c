package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The history in a list; every entry has the same time. Asks the projects what they are called. */
public final class InMemoryProjectHistory implements ProjectHistory {
  public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final Projects projects;
  private final List<Row> rows = new ArrayList<>();

  /** Of projects whose names nobody asks for. */
  public InMemoryProjectHistory() {
    this(new InMemoryProjects());
  }

  public InMemoryProjectHistory(Projects projects) {
    this.projects = projects;
  }

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

  @Override
  public synchronized List<OfProject> ofAccount(AccountId account, Page page) {
    return rows.reversed().stream().filter(row -> row.account().equals(account))
        .filter(row -> page.after() == 0 || row.entry().id() < page.after())
        .flatMap(row -> projects.find(account, row.project()).stream()
            .map(project -> new OfProject(row.project(), project.definition().name(), row.entry())))
        .limit(page.limit()).toList();
  }

  private record Row(AccountId account, ProjectId project, Entry entry) {}
}
