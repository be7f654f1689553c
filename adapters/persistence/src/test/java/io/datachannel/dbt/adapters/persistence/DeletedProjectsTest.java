package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.application.projects.DeletedProjects;
import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.schedules.FakeCronReader;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.ScheduleBuilder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.application.environments.EnvironmentLock;
import io.datachannel.dbt.application.environments.LockedPackage;
import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class DeletedProjectsTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private DeletedProjects deleted;
  private MySqlProjects projects;
  private ProjectUses uses;
  private RunStore store;
  private Project project;

  @BeforeEach
  void aProject() {
    deleted = new MySqlDeletedProjects(TestDatabase.database());
    projects = new MySqlProjects(TestDatabase.database());
    uses = new MySqlProjectUses(TestDatabase.database());
    store = TestDatabase.fixture().runStore();
    project = find(TestDatabase.fixture().project(OURS));
  }

  private Project find(ProjectId id) {
    return projects.find(OURS, id).orElseThrow();
  }

  private void deleteProject() {
    projects.update(find(project.id()).in(ProjectStatus.DELETED));
  }

  private RunId run() {
    return store.runs().add(RunBuilder.aRun().in(OURS).of(project.id()).fresh());
  }

  @Test
  void itsRunsAreToBeStoppedUntilTheyAreAskedTo() {
    RunId run = run();
    deleteProject();

    assertEquals(List.of(run), deleted.runsToStop(project.id()));
    assertEquals(List.of(project.id()), deleted.withRunsToStop(5).stream().map(Project::id).toList());
    store.move(run, new RunState.Cancelled(AT));
    assertEquals(List.of(), deleted.runsToStop(project.id()));
    assertEquals(List.of(), deleted.withRunsToStop(5));
  }

  @Test
  void itIsPurgedWhenItIsAskedForAndNothingRuns() {
    RunId run = run();
    deleted.requestPurge(project.id(), AT);
    deleteProject();
    assertEquals(List.of(), deleted.toPurge(5), "asked for before it was deleted");

    deleted.requestPurge(project.id(), AT);
    assertEquals(List.of(), deleted.toPurge(5), "a run waits");
    store.move(run, new RunState.Cancelled(AT));
    assertEquals(List.of(project.id()), deleted.toPurge(5).stream().map(Project::id).toList());
  }

  @Test
  void nothingOfItIsLeft() {
    RunId run = run();
    ProjectId other = TestDatabase.fixture().project(OURS);
    new MySqlModelDetails(TestDatabase.database()).replace(project.id(), List.of(ModelDetail.unknown("model.shop.orders")),
        List.of(new LineageNode("source.shop.till.raw", LineageKind.SOURCE, "till.raw", "models/sources.yml", List.of())));
    store.move(run, new RunState.Cancelled(AT));
    aScheduleOnACollectionHasFired(run);
    anEnvironmentWasUsed();
    deleteProject();
    assertEquals(List.of(run), deleted.runs(project.id(), 10));

    deleted.deleteRuns(List.of(run));
    deleted.delete(project.id());

    assertEquals(Optional.empty(), projects.find(OURS, project.id()));
    assertEquals(Optional.empty(), store.runs().find(OURS, run));
    assertEquals(List.of(), deleted.runs(project.id(), 10));
    assertEquals(List.of(other), uses.of(OURS, project.definition().source().repository()).stream().map(Project::id).toList());
  }

  private void anEnvironmentWasUsed() {
    EnvironmentLock lock = new EnvironmentLock("3.12.1", List.of(new LockedPackage("dbt-core", "1.11.16")));
    MySqlEnvironmentLocks locks = new MySqlEnvironmentLocks(TestDatabase.database());
    locks.keep(OURS, new Resolved(lock, "dbt-core==1.11.16"));
    locks.use(OURS, project.id(), new Fingerprints("a", "b"), lock.digest(), AT);
    new MySqlEnvironmentUpgrades(TestDatabase.database()).request(project.id(), AT);
  }

  private void aScheduleOnACollectionHasFired(RunId run) {
    CollectionId collection = new MySqlCollections(TestDatabase.database()).add(project.id(), "marts", List.of("model.shop.a"));
    ScheduleId schedule = new MySqlSchedules(TestDatabase.database(), new FakeCronReader())
        .add(ScheduleBuilder.aSchedule().of(project.id()).on(collection).fresh());
    new MySqlDueProjects(TestDatabase.database(), new FakeCronReader()).keep(List.of(new FiringRecord(0, OURS, project.id(), schedule,
        AT, AT, new FiringOutcome.Queued(run, new ModelSelection.AllModels(), false), Map.of(), Optional.empty())), List.of());
  }

  @Test
  void aProjectThatIsNotDeletedStays() {
    deleted.requestPurge(project.id(), AT);

    assertEquals(List.of(), deleted.toPurge(5));
    assertEquals(ProjectStatus.ACTIVE, find(project.id()).status());
  }

  @Test
  void theUsersOfWarehouseCredentialAndRepositoryAreKnown() {
    assertEquals(List.of(project), uses.of(OURS, project.definition().warehouse()));
    assertEquals(List.of(project), uses.of(OURS, project.definition().credential()));
    assertEquals(List.of(project), uses.of(OURS, project.definition().source().repository()));
    assertEquals(List.of(), uses.of(new AccountId(2), project.definition().warehouse()));
  }
}
