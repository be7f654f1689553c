package io.datachannel.dbt.application.schedules;

import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.dbt.ScriptedDbt;
import io.datachannel.dbt.application.environments.FakeEnvironments;
import io.datachannel.dbt.application.environments.InMemoryEnvironmentLocks;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.git.FakeCheckouts;
import io.datachannel.dbt.application.profiles.FakeProfiles;
import io.datachannel.dbt.application.projects.InMemoryProjectVariables;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.storage.TemporaryWorkFolders;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouses;
import io.datachannel.dbt.application.workspace.AdmitCode;
import io.datachannel.dbt.application.workspace.CheckOutCommit;
import io.datachannel.dbt.application.workspace.ConfiguredParts;
import io.datachannel.dbt.application.workspace.InstallPackages;
import io.datachannel.dbt.application.workspace.PackageAccess;
import io.datachannel.dbt.application.workspace.PrepareEnvironment;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.application.workspace.WarmProject;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmAheadTest {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemorySchedules schedules = new InMemorySchedules(projects);
  private final InMemoryWarehouses warehouses = new InMemoryWarehouses();
  private final InMemoryCredentials credentials = new InMemoryCredentials();
  private final FakeEnvironments environments = new FakeEnvironments();
  private final ScriptedDbt dbt = new ScriptedDbt();
  private WarmAhead ahead;

  @BeforeEach
  void wire() {
    InMemoryEnvironmentLocks locks = new InMemoryEnvironmentLocks();
    PrepareWorkspace prepare = new PrepareWorkspace(
        new ConfiguredParts(warehouses, credentials, new InMemoryProjectVariables()), new CheckOutCommit(new FakeCheckouts(folder), clock::advance, clock),
        new PrepareEnvironment(environments, locks, locks, new InMemoryRuns().environments(), clock), new FakeProfiles(),
        new InstallPackages(dbt, PackageAccess.NONE), AdmitCode.OF_ALL);
    ahead = new WarmAhead(new InMemoryDueSchedules(projects, schedules),
        new WarmProject(projects, new TemporaryWorkFolders(folder), prepare, dbt), clock);
  }

  private ProjectId dueAt(Instant at) {
    WarehouseId warehouse = warehouses.add(CALLER.account(), "db", WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
        "host", "db.example", "user", "loader", "password", "hunter2hunter2", "dbname", "shop", "schema", "analytics")));
    CredentialId credential = credentials.add(CALLER.account(), "token", new GitAccess.HttpsToken("x", new Secret("ghp_secret1")));
    ProjectId project = projects.add(CALLER, "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().on(warehouse).with(credential).definition());
    schedules.add(aSchedule().of(project).due(at).fresh());
    return project;
  }

  @Test
  void whatFiresSoonIsMadeReadyOnce() {
    dueAt(NOW.plus(WarmAhead.AHEAD));

    ahead.tick();
    ahead.tick();

    assertEquals(1, dbt.warmed().size());
    assertEquals("run", dbt.warmed().getFirst().arguments().getFirst());
    assertTrue(dbt.requests().isEmpty());
  }

  @Test
  void whatFiresLaterIsLeftAlone() {
    dueAt(NOW.plus(WarmAhead.AHEAD).plusSeconds(1));

    ahead.tick();

    assertTrue(dbt.warmed().isEmpty());
  }

  @Test
  void itIsMadeReadyAgainAfterAWhile() {
    dueAt(NOW);
    ahead.tick();

    clock.advance(WarmAhead.AGAIN.plus(Duration.ofSeconds(1)));
    ahead.tick();

    assertEquals(2, dbt.warmed().size());
  }

  @Test
  void whatCannotBeMadeReadyHoldsUpNothing() {
    dueAt(NOW);
    environments.failingWith(Failure.of(FailureCode.ENVIRONMENT_UNRESOLVABLE, "no such version"));

    ahead.tick();

    assertTrue(dbt.warmed().isEmpty());
  }
}
