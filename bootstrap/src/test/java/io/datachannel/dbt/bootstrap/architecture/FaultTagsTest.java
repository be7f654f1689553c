package io.datachannel.dbt.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of the list in the design has a test that carries its number, so that one finds where it is shown. */
class FaultTagsTest {
  private static final int FAULTS = 52;
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"fault-([0-9]+)\"\\)");

  /** Faults of what is not there. */
  private static final Map<Integer, String> OF_NOTHING = Map.of(
      50, "Kubernetes: runs are carried out by the copies of the service themselves; there is no executor that makes jobs in a cluster");

  @Test
  void eachFaultHasATest() throws IOException {
    Map<Integer, Set<String>> tested = tested(SourceTree.ROOT);

    assertEquals(List.of(), without(tested.keySet()), "faults without a test");
    assertEquals(Set.of(), both(tested.keySet(), OF_NOTHING.keySet()), "faults that are there after all");
    assertEquals(Set.of(), tested.keySet().stream().filter(number -> number < 1 || number > FAULTS).collect(Collectors.toSet()),
        "numbers of no fault");
  }

  @Test
  void aFaultWithoutATestIsFound(@TempDir Path folder) throws IOException {
    Path tests = Files.createDirectories(folder.resolve("x/src/test"));
    String all = IntStream.rangeClosed(1, FAULTS).filter(number -> number != 7).mapToObj("@Tag(\"fault-%d\")\n"::formatted)
        .collect(Collectors.joining());
    Files.writeString(tests.resolve("SomeTest.java"), all);
    // One that stands in the product is none.
    Files.writeString(Files.createDirectories(folder.resolve("x/src/main")).resolve("Some.java"), "// @Tag(\"fault-7\")");

    assertEquals(List.of(7), without(tested(folder).keySet()));
  }

  private static List<Integer> without(Set<Integer> tested) {
    return IntStream.rangeClosed(1, FAULTS).boxed()
        .filter(number -> !tested.contains(number) && !OF_NOTHING.containsKey(number)).toList();
  }

  private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
    return some.stream().filter(others::contains).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The files that show each fault. */
  private static Map<Integer, Set<String>> tested(Path root) throws IOException {
    Map<Integer, Set<String>> tested = new TreeMap<>();
    for (Path file : SourceTree.files(root, name -> name.contains("/src/test/") && name.endsWith(".java"))) {
      // This file has an example.
      if (!file.endsWith(FaultTagsTest.class.getSimpleName() + ".java")) {
        numbers(file).forEach(number -> tested.computeIfAbsent(number, _ -> new TreeSet<>()).add(file.getFileName().toString()));
      }
    }
    return tested;
  }

  private static Stream<Integer> numbers(Path file) throws IOException {
    return TAG.matcher(Files.readString(file)).results().map(found -> found.group(1)).map(Integer::valueOf);
  }
}
