package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The projects in a map. */
public final class InMemoryProjects implements Projects {
  private final ConcurrentSkipListMap<Integer, Project> rows = new ConcurrentSkipListMap<>();
  private final AtomicInteger lastId = new AtomicInteger();

  @Override
  public ProjectId add(Caller caller, String uuid, ProjectDefinition definition) {
    ProjectId id = new ProjectId(lastId.incrementAndGet());
    rows.put(id.value(), new Project(id, caller.account(), uuid, ProjectStatus.ACTIVE, definition, 1));
    return id;
  }

  /** Puts a project that a test made, whatever its status, in the place of the one that has its id. */
  public Project put(Project project) {
    lastId.accumulateAndGet(project.id().value(), Math::max);
    rows.put(project.id().value(), project);
    return project;
  }

  @Override
  public Optional<Project> find(AccountId account, ProjectId id) {
    return Optional.ofNullable(rows.get(id.value())).filter(row -> row.account().equals(account));
  }

  @Override
  public Optional<Project> lock(AccountId account, ProjectId id) {
    return find(account, id);
  }

  @Override
  public int update(Project next) {
    Optional<Project> before = find(next.account(), next.id()).filter(row -> row.revision() == next.revision() - 1);
    before.ifPresent(row -> rows.put(row.id().value(), next));
    return before.isPresent() ? 1 : 0;
  }

  /** Of every account and status. */
  public List<Project> everywhere() {
    return all();
  }

  List<Project> all() {
    return List.copyOf(rows.values());
  }

  void remove(ProjectId id) {
    rows.remove(id.value());
  }

  @Override
  public List<Project> list(AccountId account, Page page) {
    return rows.values().stream()
        .filter(row -> row.account().equals(account) && row.status() != ProjectStatus.DELETED)
        .filter(row -> row.id().value() > page.after()).limit(page.limit()).toList();
  }
}
