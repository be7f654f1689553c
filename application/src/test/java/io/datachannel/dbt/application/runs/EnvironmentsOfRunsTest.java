package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.environments.EnvironmentUpgrades.Upgrade;
import io.datachannel.dbt.application.environments.RunEnvironments.RunEnvironment;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunWarning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs are in: resolved once, built again as it was, and the last good one where nothing can be built. */
class EnvironmentsOfRunsTest {
  private static final Failure INDEX_DOWN = new Failure(FailureCode.ENVIRONMENT_BUILD_FAILED, "The index could not be reached.", "timed out");
  private static final Failure UNRESOLVABLE = new Failure(FailureCode.ENVIRONMENT_UNRESOLVABLE, "six 99.9 does not exist.", "No solution found");

  private RunFixture fixture;

  @BeforeEach
  void aProject(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    fixture.theLastRefreshFound("orders");
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
  }

  private RunId ran() {
    RunId id = fixture.queued();
    fixture.ran(id);
    return id;
  }

  private RunStatus status(RunId id) {
    return fixture.run(id).run().state().status();
  }

  private RunEnvironment environment(RunId id) {
    return fixture.runs.environments().find(RunFixture.CALLER.account(), id).orElseThrow();
  }

  private List<RunWarning.Code> warnings(RunId id) {
    return environment(id).warnings().stream().map(RunWarning::code).toList();
  }

  private List<String> told(RunId id, LogLevel level) {
    return fixture.logs.read(RunFixture.CALLER.account(), id, 0, Duration.ZERO).stream()
        .map(entry -> entry.event()).filter(event -> event instanceof LogLine line && line.level() == level)
        .map(event -> ((LogLine) event).text()).toList();
  }

  private void askForAnUpgrade() {
    fixture.locks.request(fixture.project, fixture.clock.instant());
  }

  private Optional<Upgrade> upgrade() {
    return fixture.locks.find(RunFixture.CALLER.account(), fixture.project);
  }

  @Test
  void whatIsAskedForIsResolvedOnce() {
    RunId first = ran();
    fixture.environments.newest("1.9.1");
    RunId second = ran();

    assertEquals(List.of("resolve", "build agate==1.7.1"), fixture.environments.work());
    assertEquals(environment(first).lock(), environment(second).lock());
    assertTrue(told(second, LogLevel.INFO).contains("Reused the environment with dbt-core 1.11.16"), () -> told(second, LogLevel.INFO).toString());
  }

  @Test
  void whatIsBuiltAgainIsBuiltFromItsLock() {
    RunId first = ran();
    fixture.environments.newest("1.9.1");
    fixture.environments.deleteAll();

    RunId second = ran();

    assertEquals(List.of("resolve", "build agate==1.7.1", "build agate==1.7.1"), fixture.environments.work());
    assertEquals(environment(first).lock(), environment(second).lock());
    assertTrue(told(second, LogLevel.INFO).contains("Against run 1, the last successful one: the same packages"));
  }

  @Test
  void anUpgradeResolvesAnewAndTellsWhatDiffers() {
    RunId first = ran();
    fixture.environments.newest("1.9.1");
    askForAnUpgrade();

    RunId second = ran();

    assertEquals(List.of("resolve", "build agate==1.7.1", "resolve", "build agate==1.9.1"), fixture.environments.work());
    assertEquals(Optional.of(first), environment(second).green().map(green -> green.run()));
    assertTrue(told(second, LogLevel.INFO).contains("Against run 1, the last successful one: agate 1.7.1 → 1.9.1"));
    assertEquals(Optional.empty(), upgrade().orElseThrow().failure());
    assertEquals(environment(second).lock(), environment(ran()).lock());
    assertEquals(4, fixture.environments.work().size());
  }

  @Test
  void anUpgradeThatFailsLeavesTheEnvironmentInUseAndIsNotTriedAgain() {
    RunId first = ran();
    fixture.environments.failingWith(UNRESOLVABLE);
    askForAnUpgrade();

    RunId second = ran();
    RunId third = ran();

    assertEquals(RunStatus.SUCCESSFUL, status(second));
    assertEquals(environment(first).lock(), environment(second).lock());
    assertEquals(List.of(RunWarning.Code.ENVIRONMENT_NOT_UPGRADED), warnings(second));
    assertEquals(FailureCode.ENVIRONMENT_UNRESOLVABLE, upgrade().orElseThrow().failure().orElseThrow().code());
    assertEquals(List.of(), warnings(third));
  }

  @Test
  @Tag("fault-29")
  void whereNothingCanBeBuiltTheLastGoodOneOfTheSameKindStandsIn() {
    RunId first = ran();
    fixture.environments.asksFor("another patch of the same line");
    fixture.environments.failingWith(INDEX_DOWN);

    RunId second = ran();

    assertEquals(RunStatus.SUCCESSFUL, status(second));
    assertEquals(environment(first).lock(), environment(second).lock());
    assertEquals(Optional.of("fingerprint"), fixture.run(second).fingerprint());
    assertEquals(List.of(RunWarning.Code.LAST_GOOD_ENVIRONMENT), warnings(second));
    assertTrue(environment(second).warnings().getFirst().message().contains(INDEX_DOWN.message()));
    assertEquals(environment(second).warnings().stream().map(RunWarning::message).toList(), told(second, LogLevel.WARN));

    fixture.environments.works();
    assertEquals(List.of(), warnings(ran()));
  }

  @Test
  void whatIsTheProjectsFaultFailsAsBefore() {
    ran();
    fixture.environments.asksFor("other requirements");
    fixture.environments.failingWith(UNRESOLVABLE);

    RunId second = ran();

    assertEquals(RunStatus.FAILED, status(second));
    assertEquals(FailureCode.ENVIRONMENT_UNRESOLVABLE, errorOf(second));
  }

  @Test
  @Tag("fault-29")
  void whereThereWasNoneBeforeTheRunFails() {
    fixture.environments.failingWith(INDEX_DOWN);

    RunId run = ran();

    assertEquals(RunStatus.FAILED, status(run));
    assertEquals(FailureCode.ENVIRONMENT_BUILD_FAILED, errorOf(run));
  }

  private FailureCode errorOf(RunId id) {
    return fixture.ledger.errors(RunFixture.CALLER.account(), id).getFirst().failure().code();
  }
}
