package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests as users' code may leave them in the place of dbt's own. */
@Tag("fault-37")
class HostileManifestsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"nodes", "macros"})
  void whatIsNestedTooDeeplyIsRefused(String section) throws IOException {
    refused("{\"" + section + "\": {\"model.shop.a\": {\"config\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}}, \"nodes\": {}}");
  }

  @Test
  void whatIsCutOffAnywhereIsRefused() throws IOException {
    String whole = "{\"metadata\": {\"dbt_schema_version\": \"v12\"}, \"nodes\": {" + node("a", "first") + "}, \"sources\": {}}";
    assertEquals(1, read(whole).size());
    for (int length = 0; length < whole.length(); length++) {
      refused(whole.substring(0, length));
    }
  }

  @Test
  void ofKeysThatComeTwiceTheLastOneCounts() throws IOException {
    String twice = "{\"nodes\": {" + node("a", "first") + ", " + node("a", "second") + "}, \"nodes\": {" + node("b", "only") + ", " + node("a", "third") + "}}";

    assertEquals(List.of("third", "only"), read(twice).stream().map(Model::description).toList());
    ManifestContent whole = new JsonManifests().readWhole(written(twice)).orFail();
    assertEquals(List.of("third", "only"), whole.models().stream().map(Model::description).toList());
    assertEquals(2, whole.details().size());
  }

  @Test
  void anUnknownSchemaIsReadAsFarAsItIsKnown() throws IOException {
    assertEquals(1, read("{\"metadata\": {\"dbt_schema_version\": \"https://schemas.getdbt.com/dbt/manifest/v99.json\", \"new\": [1, {}]}, \"later\": [[{}], 1],"
        + " \"nodes\": {" + node("a", "first") + "}}").size());
    refused("{\"metadata\": {\"dbt_schema_version\": \"v99\"}, \"nodes\": [" + "{}" + "]}");
  }

  @Test
  void whatIsNoFileIsNotOpened() throws Exception {
    Path other = written("{\"nodes\": {}}");
    Path work = Files.createDirectories(folder.resolve("run/target"));
    Path manifest = work.resolve("manifest.json");
    assertTimeout(SOON, () -> {
      Files.createSymbolicLink(manifest, other);
      assertRefused(manifest);
      Files.delete(manifest);
      Files.createDirectory(manifest);
      assertRefused(manifest);
      Files.delete(manifest);
      RealDbt.PROCESSES.run(new Command(List.of("mkfifo", manifest.toString()), folder, Map.of("PATH", "/usr/bin:/bin")), SOON);
      assertTrue(Files.exists(manifest));
      assertRefused(manifest);
      Files.delete(manifest);
      Files.delete(work);
      Files.createSymbolicLink(work, other.getParent());
      assertRefused(manifest);
    });
  }

  @Test
  void aHundredThousandNodesAreRead() throws IOException {
    Path manifest = folder.resolve("manifest.json");
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(manifest))) {
      file.write("{\"nodes\": {".getBytes(StandardCharsets.US_ASCII));
      for (int n = 0; n < 100_000; n++) {
        file.write(((n == 0 ? "" : ",") + node("m" + n, "one of many")).getBytes(StandardCharsets.US_ASCII));
      }
      file.write("}}".getBytes(StandardCharsets.US_ASCII));
    }

    assertEquals(100_000, new JsonManifests().read(manifest).orFail().size());
  }

  /** In a machine that could not hold a fifth of it. */
  @Test
  void halfAGigabyteIsReadInLittleMemory() throws IOException {
    Path manifest = folder.resolve("manifest.json");
    byte[] macro = ("\"macro.shop.m\": {\"macro_sql\": \"" + "x".repeat(MEGABYTE) + "\"}, ").getBytes(StandardCharsets.US_ASCII);
    try (OutputStream file = Files.newOutputStream(manifest)) {
      file.write("{\"macros\": {".getBytes(StandardCharsets.US_ASCII));
      for (int n = 0; n < 500; n++) {
        file.write(macro);
      }
      file.write(("\"last\": 0}, \"nodes\": {" + node("a", "first") + "}}").getBytes(StandardCharsets.US_ASCII));
    }

    assertEquals("1", readInLittleMemory(manifest));
  }

  @Test
  void aPartThatIsLargerThanAnyIsRefusedBeforeItIsHeld() throws IOException {
    for (String begin : List.of("{\"metadata\": \"", "{\"nodes\": {\"model.shop.a\": {\"raw_code\": \"")) {
      Path manifest = folder.resolve("manifest.json");
      byte[] text = "x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
      try (OutputStream file = Files.newOutputStream(manifest)) {
        file.write(begin.getBytes(StandardCharsets.US_ASCII));
        for (int n = 0; n < 40; n++) {
          file.write(text);
        }
      }
      Failure failure = assertRefused(manifest);
      assertTrue(failure.message().contains("larger than the service reads"), failure.message());
    }
  }

  /** Each node is small, and none of their texts is SQL. */
  @ParameterizedTest
  @ValueSource(strings = {"\"description\": \"LONG\"", "\"fqn\": [\"shop\", \"LONG\"]", "\"tags\": [\"LONG\"]", "\"depends_on\": {\"nodes\": [\"LONG\"]}",
      "\"original_file_path\": \"LONG\"", "\"database\": \"LONG\"", "\"config\": {\"materialized\": \"LONG\"}"})
  void textThatManyNodesHaveIsRefusedWhateverItIs(String field) throws IOException {
    int most = 20_000;
    String nodes = IntStream.range(0, 30).mapToObj(n -> with(node("m" + n, "short"), field.replace("LONG", "x".repeat(1000))))
        .collect(Collectors.joining(","));
    Path manifest = written("{\"nodes\": {" + nodes + "}}");

    for (Result<?> read : List.of(new JsonManifests(most).read(manifest), new JsonManifests(most).readWhole(manifest))) {
      Failure failure = assertInstanceOf(Result.Failed.class, read).failure();
      assertEquals(FailureCode.PARSE_FAILED, failure.code());
      assertTrue(failure.message().contains("more text than the service reads"), failure.message());
    }
    assertEquals(30, new JsonManifests().read(manifest).orFail().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"columns\": {\"id\": {\"name\": \"id\", \"description\": \"LONG\"}}", "\"compiled_code\": \"LONG\"", "\"meta\": {\"owner\": \"LONG\"}"})
  void soIsWhatOnlyARefreshKeeps(String field) throws IOException {
    Path manifest = written("{\"nodes\": {" + with(node("a", "short"), field.replace("LONG", "x".repeat(1000))) + "}}");

    assertInstanceOf(Result.Failed.class, new JsonManifests(1000).readWhole(manifest));
    assertInstanceOf(Result.Ok.class, new JsonManifests(1000).read(manifest));
  }

  @Test
  void wordsWithoutACharacterCountToo() throws IOException {
    Path manifest = written("{\"nodes\": {" + node("a", "short").replace("\"tags\": []", "\"tags\": [\"\"" + ", \"\"".repeat(1000) + "]") + "}}");

    assertInstanceOf(Result.Failed.class, new JsonManifests(10_000).readWhole(manifest));
  }

  @Test
  void namesOfSourcesCountAsWell() throws IOException {
    String source = "\"source.shop.a\": {\"resource_type\": \"source\", \"unique_id\": \"source.shop.a\", \"source_name\": \"" + "x".repeat(2000) + "\", \"name\": \"a\"}";
    Path manifest = written("{\"nodes\": {}, \"sources\": {" + source + "}}");

    assertInstanceOf(Result.Failed.class, new JsonManifests(1000).readWhole(manifest));
    assertInstanceOf(Result.Ok.class, new JsonManifests(10_000).readWhole(manifest));
  }

  /** A node in which a field, which comes twice by that, says something else. */
  private static String with(String node, String field) {
    return node.replaceFirst("\\}$", ", " + field + "}");
  }

  private String readInLittleMemory(Path manifest) {
    List<String> argv = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-cp",
        System.getProperty("java.class.path"), ReadManifest.class.getName(), manifest.toString());
    Finish.Finished read = assertInstanceOf(Finish.Finished.class,
        RealDbt.PROCESSES.run(new Command(argv, folder, Map.of("PATH", "/usr/bin:/bin")), Duration.ofMinutes(2)));
    assertEquals(new Exit.Exited(0), read.exit(), read.output());
    return read.output().strip();
  }

  private void refused(String content) throws IOException {
    assertRefused(written(content));
  }

  private static Failure assertRefused(Path manifest) {
    assertInstanceOf(Result.Failed.class, new JsonManifests().readWhole(manifest));
    Failure failure = assertInstanceOf(Result.Failed.class, new JsonManifests().read(manifest)).failure();
    assertEquals(FailureCode.PARSE_FAILED, failure.code());
    return failure;
  }

  private List<Model> read(String content) throws IOException {
    return new JsonManifests().read(written(content)).orFail();
  }

  private Path written(String content) throws IOException {
    return Files.writeString(Files.createDirectories(folder.resolve("run-1/target")).resolve("manifest.json"), content);
  }

  private static String node(String name, String description) {
    return "\"model.shop." + name + "\": {\"resource_type\": \"model\", \"unique_id\": \"model.shop." + name + "\", \"name\": \"" + name
        + "\", \"fqn\": [\"shop\", \"" + name + "\"], \"original_file_path\": \"models/" + name + ".sql\", \"database\": \"shop\","
        + " \"schema\": \"main\", \"alias\": \"" + name + "\", \"description\": \"" + description + "\", \"config\": {\"materialized\": \"table\"},"
        + " \"depends_on\": {\"nodes\": []}, \"tags\": [], \"raw_code\": \"select 1\"}";
  }
}
