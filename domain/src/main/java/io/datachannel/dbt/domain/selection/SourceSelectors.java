package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.project.Model;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What dbt's {@code --select} takes for the sources that nodes are built from: a source cannot be picked itself. */
public final class SourceSelectors {
  private static final String SOURCE = "source.";

  private SourceSelectors() {}

  /** @param models all nodes of the manifest @return sorted; empty when what is selected comes from no source */
  public static List<String> of(ModelSelection selection, List<Model> models) {
    Map<String, Model> known = models.stream().collect(Collectors.toMap(Model::uniqueId, Function.identity()));
    Set<String> sources = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    Deque<Model> left = new ArrayDeque<>(ResolvedSelection.selected(selection, models));
    while (!left.isEmpty()) {
      for (String parent : left.remove().dependsOn()) {
        if (parent.startsWith(SOURCE)) {
          sources.add("source:" + parent.substring(SOURCE.length()));
        } else if (known.containsKey(parent) && seen.add(parent)) {
          left.add(known.get(parent));
        }
      }
    }
    return List.copyOf(sources);
  }
}
