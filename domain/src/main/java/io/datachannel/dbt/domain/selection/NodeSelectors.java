package io.datachannel.dbt.domain.selection;

import io.datachannel.dbt.domain.project.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What dbt's {@code --select} takes for single nodes. A fully qualified name also selects whatever is named below it: models in a folder
 * called like a model, the unit tests that are declared beside it. Where there is such a node, package and file narrow the selector.
 *
 * @param matched how many nodes each fully qualified name selects
 */
record NodeSelectors(Map<String, Long> matched) {

  static NodeSelectors among(List<Model> models) {
    return new NodeSelectors(models.stream().flatMap(NodeSelectors::selectedBy)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  String of(Model model) {
    String name = String.join(".", model.fqn());
    return matched.getOrDefault(name, 0L) <= 1
        ? name
        : "fqn:" + name + ",package:" + model.fqn().getFirst() + ",file:" + fileName(model.path());
  }

  /** The names that select a node: what its own begins with, with or without the package. dbt takes dots in a part for separators. */
  private static Stream<String> selectedBy(Model model) {
    return Stream.concat(beginnings(model.fqn()), beginnings(model.fqn().stream().skip(1).toList())).distinct();
  }

  private static Stream<String> beginnings(List<String> name) {
    List<String> parts = name.stream().flatMap(part -> Arrays.stream(part.split("\\."))).toList();
    return IntStream.rangeClosed(1, parts.size()).mapToObj(end -> String.join(".", parts.subList(0, end)));
  }

  /** A blank or a comma would end the selector; to dbt, the question mark stands for any character. */
  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replaceAll("[\\s,*\\[\\]]", "?");
  }
}
