package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.schedule.Governance.Standing;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.selection.ModelSelection.AllModels;
import io.datachannel.dbt.domain.selection.ModelSelection.AllModelsExcept;
import io.datachannel.dbt.domain.selection.ModelSelection.SelectedModels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What selections come to together, and what is left of one. All name models by unique_id. */
final class Selections {
  private Selections() {}

  /** @param all at least one */
  static ModelSelection union(Collection<ModelSelection> all) {
    Set<String> selected = new TreeSet<>();
    List<Set<String>> exceptions = new ArrayList<>();
    for (ModelSelection selection : all) {
      switch (selection) {
        case AllModels _ -> exceptions.add(Set.of());
        case AllModelsExcept except -> exceptions.add(new TreeSet<>(except.names()));
        case SelectedModels models -> selected.addAll(models.names());
      }
    }
    if (exceptions.isEmpty()) {
      return new SelectedModels(List.copyOf(selected));
    }
    Set<String> excepted = new TreeSet<>(exceptions.getFirst());
    exceptions.forEach(excepted::retainAll);
    excepted.removeAll(selected);
    return excepted.isEmpty() ? new AllModels() : new AllModelsExcept(List.copyOf(excepted));
  }

  static boolean holds(ModelSelection selection, String model) {
    return switch (selection) {
      case AllModels _ -> true;
      case AllModelsExcept except -> !except.names().contains(model);
      case SelectedModels models -> models.names().contains(model);
    };
  }

  /** Whether a run that was asked for all of these, less what its firings lost, still has anything of one of them. */
  static boolean meet(ModelSelection run, ModelSelection own) {
    return switch (own) {
      case AllModels _, AllModelsExcept _ -> !(run instanceof SelectedModels);
      case SelectedModels models -> models.names().stream().anyMatch(model -> holds(run, model));
    };
  }

  /** What a schedule still governs of what it did when it fired. @param standing empty when the schedule is gone */
  static Optional<ModelSelection> left(ModelSelection selection, Optional<Standing> standing) {
    return standing.flatMap(now -> switch (selection) {
      case AllModels _ -> except(Set.of(), now);
      case AllModelsExcept except -> except(except.names(), now);
      case SelectedModels models -> {
        List<String> left = models.names().stream().filter(now.governed()::contains).toList();
        yield left.isEmpty() ? Optional.empty() : Optional.of(new SelectedModels(left));
      }
    });
  }

  /** Before the first refresh nothing is known to be governed, and all models are everything. */
  private static Optional<ModelSelection> except(Collection<String> names, Standing now) {
    Set<String> excepted = new TreeSet<>(names);
    excepted.addAll(now.overridden().keySet());
    if (excepted.isEmpty()) {
      return Optional.of(new AllModels());
    }
    return now.governed().stream().allMatch(excepted::contains)
        ? Optional.empty() : Optional.of(new AllModelsExcept(List.copyOf(excepted)));
  }
}
