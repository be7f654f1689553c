package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.DbtStep;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that find no room, or leave files that are none. */
class HostileRunTest {
  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    fixture.theLastRefreshFound("orders");
  }

  @ParameterizedTest
  @Tag("fault-21")
  @Tag("fault-34")
  @CsvSource(delimiter = '|', value = {
      "RUNNER_OUT_OF_MEMORY | Python model failed: Traceback … MemoryError",
      "RUNNER_OUT_OF_MEMORY | Out of Memory Error: could not allocate block of size 256.0 KiB (38.1 MiB/38.1 MiB used)",
      "RUNNER_DISK_FULL     | Python model failed: OSError: [Errno 28] No space left on device",
      "RUNNER_DISK_FULL     | IO Error: Could not write file \"/data/shop.duckdb\": No space left on device",
      "MODEL_FAILED         | Database Error could not extend file \"base/5/16384\": No space left on device",
      "MODEL_FAILED         | Runtime Error: java.lang.OutOfMemoryError: Java heap space",
      "MODEL_FAILED         | Database Error out of memory DETAIL: Failed on request of size 64"})
  void aNodeThatFoundNoRoomHereSaysSoAndOneInAWarehouseElsewhereDoesNot(FailureCode code, String message) {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.error("orders", message));

    RunRecord run = fixture.ran(fixture.queued());

    assertEquals(RunStatus.FAILED, run.run().state().status());
    assertEquals(List.of(code), codes(run));
  }

  @Test
  @Tag("fault-21")
  void aServiceThatCannotWriteTheFilesOfTheRunSaysThatItsDiskIsFull() {
    fixture.dbt.doing("build", _ -> {
      throw new UncheckedIOException(new IOException("/data/work/1/run-7: No space left on device"));
    });

    assertEquals(List.of(FailureCode.RUNNER_DISK_FULL), codes(fixture.ran(fixture.queued())));
  }

  /** Otherwise nobody would write down an end, and the next attempt would come to the same. */
  @Test
  @Tag("fault-26")
  void aRunThatTakesTheStackOrTheMemoryEndsAndLeavesNothingOpen() {
    fixture.environments.breakingBy(new StackOverflowError());
    assertEquals(List.of(FailureCode.INTERNAL_ERROR), codes(fixture.ran(fixture.queued())));
    assertEquals(0, fixture.git.open());

    fixture.environments.breakingBy(new OutOfMemoryError("Java heap space"));
    assertEquals(List.of(FailureCode.INTERNAL_ERROR), codes(fixture.ran(fixture.queued())));
  }

  @Test
  @Tag("fault-26")
  void whatBefallsTheFilesOfARunThatIsOverMakesItNoOther() {
    AtomicInteger tried = new AtomicInteger();
    fixture.artifacts.whenStoring(() -> {
      tried.incrementAndGet();
      throw new OutOfMemoryError("Java heap space");
    });
    fixture.dbt.doing("build", request -> write(request, "manifest.json", "{}")).on("build", new DbtEnd.Completed(), Nodes.success("orders"));

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(fixture.queued()).run().state().status());
    assertEquals(1, tried.get());
  }

  @Test
  @Tag("fault-37")
  void resultsThatAreCutOffAreToldAndTheRunEndsAsDbtSaid() throws IOException {
    fixture.dbt.doing("build", request -> write(request, "run_results.json", "{\"metadata\": {"))
        .on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued();

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(id).run().state().status());
    assertTrue(log(id).contains("run_results.json is not whole"), log(id));
    assertFalse(log(id).contains("manifest.json"), log(id));
  }

  @Test
  @Tag("fault-37")
  void aRunWithoutAnyArtifactEndsAsDbtSaid() throws IOException {
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued();

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(id).run().state().status());
    assertFalse(log(id).contains("not whole"), log(id));
  }

  @Test
  @Tag("fault-21")
  void whatMakesTheArtifactsOfARunTooMuchIsGivenUp() throws IOException {
    fixture.mostArtifacts = 1000;
    fixture.dbt.doing("build", request -> List.of("manifest.json", "run_results.json", "catalog.json")
        .forEach(name -> write(request, name, "{" + " ".repeat(name.equals("catalog.json") ? 300 : 600) + "}")))
        .on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued();

    RunRecord run = fixture.ran(id);

    assertEquals(RunStatus.SUCCESSFUL, run.run().state().status());
    assertEquals(List.of("manifest.json", "catalog.json"), Stream.of("manifest.json", "run_results.json", "sources.json", "catalog.json")
        .filter(name -> fixture.artifacts.find(RunFixture.CALLER.account(), id, name).isPresent()).toList());
    assertEquals(List.of("run_results.json"), run.lostArtifacts());
    assertTrue(log(id).contains("run_results.json (602 bytes) is given up: with it the artifacts of this run would have more than 1000 bytes"), log(id));
  }

  /** The service itself sets aside what each step wrote. */
  @Test
  @Tag("fault-37")
  void aLinkInThePlaceOfTheTargetFolderIsNotFollowed(@TempDir Path others) throws IOException {
    Path foreign = Files.writeString(others.resolve("run_results.json"), "{}");
    fixture.dbt.doing("seed", request -> link(target(request), others))
        .on("seed", new DbtEnd.Completed(), Nodes.success("countries")).on("run", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued(DbtStep.of(DbtCommand.SEED), DbtStep.of(DbtCommand.RUN));

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(id).run().state().status());

    assertTrue(Files.exists(foreign));
    assertFalse(Files.exists(others.resolve("run_results.1.json")));
  }

  /** Other runs of the account may exchange what lies there at any time: what is kept is looked at while it is taken, and nothing is copied there before. */
  @Test
  @Tag("fault-37")
  void nothingIsCopiedInTheFolderThatDbtWritesTo() throws IOException {
    List<Path> targets = new CopyOnWriteArrayList<>();
    fixture.dbt.doing("seed", request -> write(request, "run_results.json", "{\"of\": 1}"))
        .doing("run", request -> {
          targets.add(target(request));
          write(request, "run_results.json", "{\"of\": 2}");
        })
        .on("seed", new DbtEnd.Completed(), Nodes.success("countries")).on("run", new DbtEnd.Completed(), Nodes.success("orders"));
    RunId id = fixture.queued(DbtStep.of(DbtCommand.SEED), DbtStep.of(DbtCommand.RUN));

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(id).run().state().status());

    assertEquals(List.of("{\"of\": 1}", "{\"of\": 2}", "{\"of\": 2}"),
        List.of(artifact(id, "run_results.1.json"), artifact(id, "run_results.2.json"), artifact(id, "run_results.json")));
    assertFalse(Files.exists(targets.getFirst().resolve("run_results.json")));
  }

  private String artifact(RunId id, String name) throws IOException {
    return new String(fixture.artifacts.find(RunFixture.CALLER.account(), id, name).orElseThrow().from().apply(0).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void write(DbtRequest request, String name, String content) {
    try {
      Files.writeString(target(request).resolve(name), content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void link(Path place, Path to) {
    try {
      Files.delete(place);
      Files.createSymbolicLink(place, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path target(DbtRequest request) {
    return Path.of(request.arguments().get(request.arguments().indexOf("--target-path") + 1));
  }

  private String log(RunId id) throws IOException {
    return new String(fixture.logs.text(RunFixture.CALLER.account(), id).orElseThrow().from().apply(0).readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<FailureCode> codes(RunRecord run) {
    return fixture.ledger.errors(RunFixture.CALLER.account(), run.run().id()).stream().map(error -> error.failure().code()).toList();
  }
}
