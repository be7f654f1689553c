package io.datachannel.dbt.application.collections;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collections in a map; asks the projects whose they are. */
public final class InMemoryCollections implements Collections {
  private final Projects projects;
  private final TreeMap<Integer, Row> rows = new TreeMap<>();
  private int lastId;

  public InMemoryCollections(Projects projects) {
    this.projects = projects;
  }

  private record Row(ProjectId project, String name, List<String> models, Map<String, Instant> missing, long revision) {}

  @Override
  public synchronized CollectionId add(ProjectId project, String name, List<String> models) {
    rows.put(++lastId, new Row(project, name, models, Map.of(), 1));
    return new CollectionId(lastId);
  }

  @Override
  public synchronized Optional<CollectionRecord> find(AccountId account, ProjectId project, CollectionId id) {
    return all(account, project).stream().filter(row -> row.id().equals(id)).findFirst();
  }

  @Override
  public synchronized List<CollectionRecord> list(AccountId account, ProjectId project, Page page) {
    return all(account, project).stream().filter(row -> row.id().value() > page.after()).limit(page.limit()).toList();
  }

  @Override
  public synchronized List<CollectionRecord> all(AccountId account, ProjectId project) {
    return projects.find(account, project).isEmpty() ? List.of() : rows.entrySet().stream()
        .filter(row -> row.getValue().project().equals(project)).map(row -> record(account, row.getKey(), row.getValue())).toList();
  }

  @Override
  public synchronized int update(CollectionRecord next) {
    Optional<CollectionRecord> before =
        find(next.account(), next.project(), next.id()).filter(row -> row.revision() == next.revision() - 1);
    before.ifPresent(row -> rows.put(row.id().value(), new Row(row.project(), next.name(), next.models(), next.missing(), next.revision())));
    return before.isPresent() ? 1 : 0;
  }

  @Override
  public synchronized int delete(AccountId account, ProjectId project, CollectionId id) {
    Optional<CollectionRecord> found = find(account, project, id);
    found.ifPresent(row -> rows.remove(row.id().value()));
    return found.isPresent() ? 1 : 0;
  }

  @Override
  public synchronized void refreshed(ProjectId project, Set<String> found, Instant at) {
    rows.replaceAll((id, row) -> row.project().equals(project) ? refreshed(row, found, at) : row);
  }

  private static Row refreshed(Row row, Set<String> found, Instant at) {
    TreeMap<String, Instant> missing = new TreeMap<>(row.missing());
    row.models().stream().filter(model -> !found.contains(model)).forEach(model -> missing.put(model, at));
    List<String> models = Stream.concat(row.models().stream(), row.missing().keySet().stream())
        .filter(found::contains).sorted().toList();
    missing.keySet().removeAll(found);
    return new Row(row.project(), row.name(), models, missing, row.revision());
  }

  private static CollectionRecord record(AccountId account, int id, Row row) {
    return new CollectionRecord(new CollectionId(id), account, row.project(), row.name(), row.models().stream().sorted().toList(),
        new TreeMap<>(row.missing()), row.revision());
  }
}
