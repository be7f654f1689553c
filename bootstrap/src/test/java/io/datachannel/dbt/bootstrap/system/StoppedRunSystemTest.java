package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs that do not come to their end by themselves: cancelled, timed out, killed. */
class StoppedRunSystemTest {
  /** Hours of work for DuckDB, in one query. */
  static final String ENDLESS =
      "select count(*) as n from range(10000000) a, range(10000000) b where (a.range * b.range) % 7 = 3";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void aCancelledRunEndsCancelledAndTheNextOneWorks() {
    int project = project();
    int run = atWork(project);

    assertEquals(202, api.post("runs/" + run + "/cancel", "").status());

    assertEquals("CANCELLED", api.finished(run).getString("status"));
    assertEquals(List.of("CANCELLED"), types(run));
    assertEquals("SUCCESSFUL", api.finished(service.run(project, "{\"models\": [\"quick\"]}")).getString("status"));
  }

  @Test
  void aFinishedRunCannotBeCancelled() {
    int run = service.run(project(), "{\"models\": [\"quick\"]}");
    api.finished(run);

    Api.Answer answer = api.post("runs/" + run + "/cancel", "");

    assertEquals(409, answer.status());
    assertEquals("RUN_ALREADY_FINISHED", answer.code());
  }

  @Test
  @Tag("fault-30")
  void aRunThatTakesTooLongIsStoppedAndSaysSo() {
    int run = service.run(project(), "{\"models\": [\"endless\"], \"timeoutSeconds\": 20}");

    assertEquals("FAILED", api.finished(run).getString("status"));
    assertEquals(List.of("TIMEOUT"), types(run));
  }

  @Test
  @Tag("fault-38")
  void aRunnerThatIsKilledLeavesAFailedRunWithTheReason() {
    int run = atWork(project());

    runner().destroyForcibly();

    JsonObject finished = api.finished(run);
    assertEquals("FAILED", finished.getString("status"));
    JsonObject error = api.items("runs/" + run + "/errors").getFirst();
    assertEquals("RUNNER_OUT_OF_MEMORY", error.getString("code"));
    assertTrue(error.getString("message").contains("SIGKILL"), error::toString);
    assertTrue(api.get("runs/" + run + "/log").body().contains("SIGKILL"));
  }

  private int project() {
    Repository repository = Repository.of(service.samples(), service.fresh("slow"),
        "dbt_project.yml", "name: slow\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
        "models/quick.sql", "select 1 as id", "models/endless.sql", "{{ config(materialized='table') }} " + ENDLESS);
    return service.project(repository);
  }

  /** A run whose endless model has begun. */
  private int atWork(int project) {
    int run = service.run(project, "{\"models\": [\"endless\"]}");
    awaitBegun(api, run);
    return run;
  }

  /** Returns when dbt has begun the run's first model. */
  static void awaitBegun(Api api, int run) {
    try (Stream<String> lines = api.stream(run, 0)) {
      Optional<String> begun = lines.filter(line -> line.startsWith("data:") && line.contains("START sql")).findFirst();
      assertTrue(begun.isPresent(), "the model never began");
    }
  }

  /** Of the only run at work: its dbt has the database open, whether it is a process of its own or the fork of a server. */
  private static ProcessHandle runner() {
    return ProcessHandle.current().descendants().filter(process -> openFilesOf(process).anyMatch(file -> file.endsWith(".duckdb")))
        .findFirst().orElseThrow(() -> new AssertionError("no runner"));
  }

  private static Stream<String> openFilesOf(ProcessHandle process) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return files.map(StoppedRunSystemTest::target).toList().stream();
    } catch (IOException | UncheckedIOException gone) {
      return Stream.empty();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private List<String> types(int run) {
    return api.items("runs/" + run + "/errors").stream().map(error -> error.getString("type")).toList();
  }
}
