package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.project.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A selection matched against the models of a manifest. */
public sealed interface ResolvedSelection {

  /** No {@code --select}: all that the manifest holds. */
  record Everything() implements ResolvedSelection {}

  /**
   * Exactly the selected nodes.
   *
   * @param selectors what dbt's {@code --select} takes
   * @param unknown   names that no node of the manifest has
   */
  record Nodes(List<String> selectors, List<String> unknown) implements ResolvedSelection {}

  /**
   * All that the manifest holds but these. A name that no node has is left out: there is nothing of it to exclude.
   *
   * @param selectors fully qualified names for dbt's {@code --exclude}, at least one
   */
  record AllBut(List<String> selectors) implements ResolvedSelection {}

  /** @param models all nodes of the manifest */
  static ResolvedSelection resolve(ModelSelection selection, List<Model> models) {
    return switch (selection) {
      case ModelSelection.AllModels _ -> new Everything();
      case ModelSelection.SelectedModels selected -> resolve(selected.names(), models);
      case ModelSelection.AllModelsExcept except -> {
        List<String> excluded = resolve(except.names(), models).selectors();
        yield excluded.isEmpty() ? new Everything() : new AllBut(excluded);
      }
    };
  }

  /** The nodes that a selection takes, in the order in which they are given. */
  static List<Model> selected(ModelSelection selection, List<Model> models) {
    return switch (selection) {
      case ModelSelection.AllModels _ -> models;
      case ModelSelection.SelectedModels selected -> models.stream().filter(named(selected.names())).toList();
      case ModelSelection.AllModelsExcept except -> models.stream().filter(named(except.names()).negate()).toList();
    };
  }

  private static Predicate<Model> named(List<String> list) {
    Set<String> names = Set.copyOf(list);
    return model -> names.contains(model.uniqueId()) || names.contains(model.name());
  }

  private static Nodes resolve(List<String> names, List<Model> models) {
    Map<String, List<Model>> byName = models.stream()
        .flatMap(model -> Stream.of(model.uniqueId(), model.name()).distinct().map(name -> Map.entry(name, model)))
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    NodeSelectors selectors = NodeSelectors.among(models);
    Set<String> selected = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      if (!byName.containsKey(name)) {
        unknown.add(name);
      }
      byName.getOrDefault(name, List.of()).forEach(model -> selected.add(selectors.of(model)));
    }
    return new Nodes(List.copyOf(selected), List.copyOf(unknown));
  }
}
