package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.project.Model;
import java.util.ArrayList;
import java.util.List;

/** A selection matched against the models of a manifest. */
public sealed interface ResolvedSelection {

  /** No {@code --select}: all that the manifest holds. */
  record Everything() implements ResolvedSelection {}

  /**
   * Exactly the selected nodes.
   *
   * @param selectors their fully qualified names, which dbt's {@code --select} takes
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
      case ModelSelection.SelectedModels selected -> models.stream().filter(model -> isOneOf(model, selected.names())).toList();
      case ModelSelection.AllModelsExcept except -> models.stream().filter(model -> !isOneOf(model, except.names())).toList();
    };
  }

  private static boolean isOneOf(Model model, List<String> names) {
    return names.contains(model.uniqueId()) || names.contains(model.name());
  }

  private static Nodes resolve(List<String> names, List<Model> models) {
    List<String> selectors = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      List<Model> matches = models.stream()
          .filter(model -> model.uniqueId().equals(name) || model.name().equals(name)).toList();
      if (matches.isEmpty()) {
        unknown.add(name);
      }
      matches.forEach(model -> selectors.add(String.join(".", model.fqn())));
    }
    return new Nodes(selectors.stream().distinct().toList(), List.copyOf(unknown));
  }
}
