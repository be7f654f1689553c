package io.datachannel.dbt.application.projects;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.environments.FakeEnvironments;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.git.FakeCheckouts;
import io.datachannel.dbt.application.journal.InMemoryRunLogs;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.RunningRuns;
import io.datachannel.dbt.application.schedules.InMemorySchedules;
import io.datachannel.dbt.application.schedules.PlanSchedules;
import io.datachannel.dbt.application.storage.StoredRuns;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.application.warehouses.InMemoryWarehouses;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PurgeProjectsTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Caller CALLER = new Caller(OURS, new UserId(1), Role.ADMIN);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final DirectUnitOfWork work = new DirectUnitOfWork();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryDeletedProjects deleted = new InMemoryDeletedProjects(projects, runs);
  private final FakeEnvironments environments = new FakeEnvironments();
  private final FakeCheckouts checkouts = new FakeCheckouts(Path.of("unused"));
  private final List<RunId> filesDeleted = new ArrayList<>();
  private final ProjectId project = projects.add(CALLER, "00000000-0000-4000-8000-000000000001", aProject().definition());
  private boolean storageIsDown;

  private final DeleteProject delete = new DeleteProject(
      new ChangeProject(projects, new ProjectParts(new InMemoryWarehouses(), new InMemoryCredentials(), new InMemoryProjectUses(projects)),
          new InMemoryProjectHistory(), new PlanSchedules(new InMemorySchedules(projects), clock), work),
      deleted, new CancelRun(runs, new ChangeRun(runs, work), new RunningRuns(), new InMemoryRunLogs(), clock), work, clock);

  private void tick() {
    StoredRuns stored = (_, run) -> {
      if (storageIsDown) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "down", null);
      }
      filesDeleted.add(run);
    };
    new PurgeProjects(deleted, delete, new InMemoryProjectUses(projects), stored, environments, checkouts).tick();
  }

  private RunId run() {
    return runs.add(RunBuilder.aRun().in(OURS).of(project).fresh());
  }

  private void purge() {
    delete.delete(CALLER, project, new ExpectedRevision.Any(), true);
  }

  @Test
  void allOfItGoes() {
    RunId run = run();
    purge();

    tick();

    assertEquals(Optional.empty(), projects.find(OURS, project));
    assertEquals(List.of(), runs.of(project));
    assertEquals(List.of(run, run), filesDeleted, "once more when its row is gone, for what came in meanwhile");
    assertEquals(List.of("00000000-0000-4000-8000-000000000001"), environments.deleted());
    assertEquals(List.of("1 00000000-0000-4000-8000-000000000001", "1 https://git.example/acme/shop.git"), checkouts.forgotten());
  }

  @Test
  void aRepositoryThatAnotherProjectUsesStays() {
    projects.add(CALLER, "00000000-0000-4000-8000-000000000002", aProject().definition());
    purge();

    tick();

    assertEquals(List.of("1 00000000-0000-4000-8000-000000000001"), checkouts.forgotten());
  }

  @Test
  void aDeletedOneThatIsNotToBePurgedStays() {
    delete.delete(CALLER, project, new ExpectedRevision.Any(), false);

    tick();

    assertEquals(ProjectStatus.DELETED, projects.find(OURS, project).map(Project::status).orElseThrow());
  }

  @Test
  void whileTheStorageIsDownNothingIsForgotten() {
    RunId run = run();
    purge();
    storageIsDown = true;

    tick();
    assertEquals(List.of(run), runs.of(project).stream().map(Run::id).toList());
    storageIsDown = false;
    tick();

    assertEquals(Optional.empty(), projects.find(OURS, project));
  }

  @Test
  void aRunThatCameInBetweenIsStoppedByTheTick() {
    purge();
    RunId late = run();

    tick();

    assertTrue(filesDeleted.contains(late), "stopped, and then purged in the same tick");
    assertEquals(List.of(), runs.of(project).stream().filter(run -> !(run.state() instanceof RunState.Final)).toList());
  }
}
