package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import java.util.Collection;
import java.util.Optional;

/**
 * Which run may write which relation of a warehouse: one at a time. Names that differ by case alone are one relation, as they are in most
 * warehouses. Called in a transaction that has locked the slot of the run's account, so that runs of an account take one after the other.
 */
public interface RelationLocks {

  /**
   * Takes all of the relations for the run, or none: then the run's wish is kept, and runs that were queued later wait behind it. What
   * the run took or wished before is given up first.
   *
   * @return the last of the runs that have one of them, or were queued earlier and wish one; empty when they are taken
   */
  Optional<Holder> take(Run run, WarehouseId warehouse, Collection<Relation> relations);

  /** Gives up all that the run has or wishes. */
  void release(RunId run);

  /** A run that another one waits for. */
  record Holder(RunId run, Relation relation) {}
}
