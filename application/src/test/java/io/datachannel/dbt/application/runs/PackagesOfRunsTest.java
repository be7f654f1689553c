package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs of one commit share, and what each has for itself. */
class PackagesOfRunsTest {
  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    fixture.theLastRefreshFound("orders");
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
  }

  @Test
  void packagesAreInstalledByTheFirstRunOfACommit() {
    fixture.git.with("packages.yml", "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]");

    fixture.ran(fixture.queued());
    fixture.ran(fixture.queued());

    assertEquals(List.of("deps", "build", "build"), commands());
    assertFalse(fixture.dbt.requests().getFirst().arguments().contains("--target-path"), "dbt deps refuses it");
    assertEquals(1, fixture.dbt.requests().stream().skip(1).map(DbtRequest::projectFolder).distinct().count());
  }

  @Test
  void aProjectWithoutPackagesNeedsNoDeps() {
    fixture.ran(fixture.queued());

    assertEquals(List.of("build"), commands());
  }

  @Test
  void anOldLineFindsTheFolderThatItWouldMake() {
    fixture.isOn("1.7");

    fixture.ran(fixture.queued(), "orders");

    assertEquals(List.of("parse", "build"), commands());
    assertTrue(Files.isDirectory(fixture.dbt.requests().getFirst().projectFolder().resolve("dbt_packages")));
  }

  @Test
  void packagesThatCannotBeHadFailTheRunAndAreLookedForAgainByTheNext() {
    fixture.git.with("packages.yml", "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]");
    fixture.dbt.on("deps", new DbtEnd.Failed(Failure.of(FailureCode.PACKAGES_UNRESOLVABLE, "There is no such package.")));
    assertEquals(RunStatus.FAILED, fixture.ran(fixture.queued()).run().state().status());

    fixture.dbt.on("deps", new DbtEnd.Completed());
    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(fixture.queued()).run().state().status());

    assertEquals(List.of("deps", "deps", "build"), commands());
    assertEquals(0, fixture.git.open());
  }

  @Test
  @Tag("fault-30")
  void packagesThatDoNotComeToAnEndTimeTheRunOut() {
    fixture.git.with("packages.yml", "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]");
    fixture.dbt.on("deps", new DbtEnd.TimedOut());

    RunRecord run = fixture.ran(fixture.queued());

    assertEquals(RunStatus.FAILED, run.run().state().status());
    assertEquals(FailureCode.RUN_TIMED_OUT, fixture.ledger.errors(RunFixture.CALLER.account(), run.run().id()).getFirst().failure().code());
  }

  @Test
  @Tag("fault-30")
  void aRunIsCancelledAlsoWhileItsPackagesAreInstalled() {
    fixture.git.with("packages.yml", "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]");
    RunFixture.UnderWay run = fixture.underWay("deps", fixture.queued());

    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());

    run.done().join();
    assertEquals(RunStatus.CANCELLED, fixture.run(run.id()).run().state().status());
    assertEquals(List.of("deps"), commands());
    assertTrue(fixture.dbt.leases().getFirst().isPositive(), "it must end by itself where the service is suspended");
  }

  @Test
  void runsShareTheProjectFolderAndHaveAHomeEach() {
    fixture.ran(fixture.queued());
    fixture.ran(fixture.queued());

    DbtRequest first = fixture.dbt.requests().getFirst();
    DbtRequest second = fixture.dbt.requests().getLast();
    assertEquals(first.projectFolder(), second.projectFolder());
    assertNotEquals(first.home(), second.home());
    assertFalse(first.home().startsWith(first.projectFolder()));
  }

  @Test
  void aRunGivesItsCheckoutBackHoweverItEnds() {
    fixture.ran(fixture.queued());
    assertEquals(0, fixture.git.open());

    fixture.environments.failingWith(Failure.of(FailureCode.ENVIRONMENT_BUILD_FAILED, "No Python."));
    fixture.ran(fixture.queued());

    assertEquals(0, fixture.git.open());
  }

  private List<String> commands() {
    return fixture.dbt.requests().stream().map(request -> request.arguments().getFirst()).toList();
  }
}
