package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Locks on relations that are kept in memory. */
public final class InMemoryRelationLocks implements RelationLocks {
  private final List<Row> rows = new ArrayList<>();

  @Override
  public synchronized Optional<Holder> take(Run run, WarehouseId warehouse, Collection<Relation> relations) {
    release(run.id());
    Optional<Holder> holder = rows.stream()
        .filter(row -> row.run.account().equals(run.account()) && row.warehouse.equals(warehouse))
        .filter(row -> relations.stream().anyMatch(relation -> isSame(relation, row.relation)))
        .filter(row -> row.held || row.run.id().value() < run.id().value())
        .min(Comparator.comparing((Row row) -> -row.run.id().value()).thenComparing(row -> row.relation.toString()))
        .map(row -> new Holder(row.run.id(), row.relation));
    relations.forEach(relation -> rows.add(new Row(run, warehouse, relation, holder.isEmpty())));
    return holder;
  }

  @Override
  public synchronized void release(RunId run) {
    rows.removeIf(row -> row.run.id().equals(run));
  }

  private static boolean isSame(Relation one, Relation other) {
    return one.database().equalsIgnoreCase(other.database()) && one.schema().equalsIgnoreCase(other.schema())
        && one.identifier().equalsIgnoreCase(other.identifier());
  }

  private record Row(Run run, WarehouseId warehouse, Relation relation, boolean held) {}
}
