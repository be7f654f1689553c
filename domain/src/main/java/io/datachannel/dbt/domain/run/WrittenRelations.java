package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.selection.ResolvedSelection;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run writes in the warehouse. Two runs that write the same relation must not overlap: dbt takes no lock of its own. */
public final class WrittenRelations {
  /** A warehouse as a whole. */
  public static final Relation WHOLE = new Relation("", "the whole", "warehouse");

  private WrittenRelations() {}

  /**
   * All that the steps of a run write: it is taken once, before the first. Arguments of a user that select nodes are not looked into: such a
   * step is taken to write all that its command builds.
   *
   * @param models the nodes of the manifest that the run builds from
   * @param type   where one process has a warehouse to itself, {@link #WHOLE} is all that counts
   */
  public static Set<Relation> of(RunOrder order, List<Model> models, WarehouseType type) {
    if (type.isOfOneProcess()) {
      return Set.of(WHOLE);
    }
    return order.steps().stream().flatMap(step -> of(step, order.selection(), models)).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Relation> of(DbtStep step, ModelSelection ofRun, List<Model> models) {
    Set<ResourceType> built = builtBy(step.command());
    List<Model> selected = step.arguments().selects() ? models : ResolvedSelection.selected(step.selection(ofRun), models);
    return selected.stream().filter(model -> built.contains(model.resourceType())).map(Model::relation).flatMap(Optional::stream);
  }

  private static Set<ResourceType> builtBy(DbtCommand command) {
    return switch (command) {
      case BUILD -> EnumSet.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);
      case RUN -> EnumSet.of(ResourceType.MODEL);
      case SEED -> EnumSet.of(ResourceType.SEED);
      case SNAPSHOT -> EnumSet.of(ResourceType.SNAPSHOT);
      case TEST, SOURCE_FRESHNESS -> EnumSet.noneOf(ResourceType.class);
    };
  }
}
