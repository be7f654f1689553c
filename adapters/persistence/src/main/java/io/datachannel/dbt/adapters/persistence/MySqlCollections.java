package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.collections.CollectionRecord;
import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of {@code dbt_collections}, each with those of {@code dbt_collection_models}. */
public final class MySqlCollections implements Collections {
  private final Session session;

  public MySqlCollections(Database database) {
    this.session = database.session();
  }

  @Override
  public CollectionId add(ProjectId project, String name, List<String> models) {
    return session.inTransaction(() -> {
      int id = Math.toIntExact(session.add(CollectionStatements.ADD, Values.of("project", project.value()).with("name", name)));
      addModels(id, models, Map.of());
      return new CollectionId(id);
    });
  }

  @Override
  public Optional<CollectionRecord> find(AccountId account, ProjectId project, CollectionId id) {
    return read(CollectionStatements.FIND, of(account, project).with("id", id.value())).stream().findFirst();
  }

  @Override
  public List<CollectionRecord> list(AccountId account, ProjectId project, Page page) {
    return read(CollectionStatements.LIST, of(account, project).with("after", page.after()).with("limit", page.limit()));
  }

  @Override
  public List<CollectionRecord> all(AccountId account, ProjectId project) {
    return read(CollectionStatements.ALL, of(account, project));
  }

  @Override
  public int update(CollectionRecord next) {
    return session.inTransaction(() -> {
      int rows = session.change(CollectionStatements.UPDATE, of(next.account(), next.project())
          .with("id", next.id().value()).with("name", next.name()).with("revision", next.revision()));
      if (rows == 1) {
        session.change(CollectionStatements.CLEAR_MODELS, Values.of("collection", next.id().value()));
        addModels(next.id().value(), next.models(), next.missing());
      }
      return rows;
    });
  }

  @Override
  public int delete(AccountId account, ProjectId project, CollectionId id) {
    return session.change(CollectionStatements.DELETE, of(account, project).with("id", id.value()));
  }

  @Override
  public void refreshed(ProjectId project, Set<String> found, Instant at) {
    session.inTransaction(() -> {
      List<Member> members = members(project, 0, Integer.MAX_VALUE);
      members.stream().filter(member -> found.contains(member.uniqueId()) == member.missingSince().isPresent())
          .forEach(member -> session.change(CollectionStatements.SET_MISSING, Values.of("collection", member.collection())
              .with("unique_id", member.uniqueId())
              .with("missing_since", member.missingSince().isPresent() ? Optional.empty() : Optional.of(at))));
      return members.size();
    });
  }

  private void addModels(int collection, List<String> models, Map<String, Instant> missing) {
    session.addAll(CollectionStatements.ADD_MODELS, models.stream().map(model -> member(collection, model, Optional.empty())).toList());
    session.addAll(CollectionStatements.ADD_MODELS, missing.entrySet().stream()
        .map(entry -> member(collection, entry.getKey(), Optional.of(entry.getValue()))).toList());
  }

  private static Values member(int collection, String uniqueId, Optional<Instant> missingSince) {
    return Values.of("collection", collection).with("unique_id", uniqueId).with("missing_since", missingSince);
  }

  private static Values of(AccountId account, ProjectId project) {
    return Values.of("account", account.value()).with("project", project.value());
  }

  /** Two statements, however many collections there are. */
  private List<CollectionRecord> read(Sql sql, Values values) {
    List<CollectionRecord> empty = session.all(sql, values, MySqlCollections::withoutModels);
    if (empty.isEmpty()) {
      return empty;
    }
    Map<Integer, List<Member>> members = members(empty.getFirst().project(), empty.getFirst().id().value(), empty.getLast().id().value())
        .stream().collect(Collectors.groupingBy(Member::collection));
    return empty.stream().map(collection -> with(collection, members.getOrDefault(collection.id().value(), List.of()))).toList();
  }

  private List<Member> members(ProjectId project, int first, int last) {
    return session.all(CollectionStatements.MODELS,
        Values.of("project", project.value()).with("first", first).with("last", last), row -> new Member(
            row.integer("dbt_collection_id"), row.text("unique_id"), row.optionalInstant("missing_since")));
  }

  private static CollectionRecord withoutModels(Row row) {
    return new CollectionRecord(new CollectionId(row.integer("id")), new AccountId(row.number("account_id")),
        new ProjectId(row.integer("dbt_project_id")), row.text("name"), List.of(), new TreeMap<>(), row.number("revision"));
  }

  private static CollectionRecord with(CollectionRecord collection, List<Member> members) {
    SortedMap<String, Instant> missing = new TreeMap<>();
    members.forEach(member -> member.missingSince().ifPresent(at -> missing.put(member.uniqueId(), at)));
    return new CollectionRecord(collection.id(), collection.account(), collection.project(), collection.name(),
        members.stream().filter(member -> member.missingSince().isEmpty()).map(Member::uniqueId).sorted().toList(), missing,
        collection.revision());
  }

  private record Member(int collection, String uniqueId, Optional<Instant> missingSince) {}
}
