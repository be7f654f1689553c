package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.project.Model;
import java.util.ArrayList;
import java.util.List;

/** A selection matched against the models of a manifest. */
public sealed interface ResolvedSelection {

  /** No {@code --select}: all that the manifest holds. */
  record Everything() implements ResolvedSelection {}

  /** The dbt selectors (fully qualified names) of exactly the selected nodes. */
  record Nodes(List<String> selectors) implements ResolvedSelection {}

  /** Names that no node of the manifest has. */
  record Unknown(List<String> names) implements ResolvedSelection {}

  static ResolvedSelection resolve(ModelSelection selection, List<Model> models) {
    return switch (selection) {
      case ModelSelection.AllModels all -> new Everything();
      case ModelSelection.SelectedModels selected -> resolve(selected.names(), models);
    };
  }

  private static ResolvedSelection resolve(List<String> names, List<Model> models) {
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
    return unknown.isEmpty() ? new Nodes(selectors.stream().distinct().toList()) : new Unknown(unknown);
  }
}
