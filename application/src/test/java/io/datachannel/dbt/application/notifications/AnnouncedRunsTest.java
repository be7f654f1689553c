package io.datachannel.dbt.application.notifications;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.notifications.Deliveries.Delivery;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.Project.ProjectDefinition;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedRunsTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Instant AT = RunBuilder.FINISHED_AT;
  private static final RunEvent FAILED = new RunEvent.StepFailed(AT, Failure.of(FailureCode.BRANCH_NOT_FOUND, "no main"));
  private static final RunEvent WELL = new RunEvent.Reported(new RunState.Successful(AT, new NodeTally(1, 0, 0, 0, 0)));
  private static final RunEvent PARTLY = new RunEvent.Reported(new RunState.PartiallySuccessful(AT, new NodeTally(1, 0, 1, 0, 0)));

  private final DirectUnitOfWork work = new DirectUnitOfWork();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryNotificationTargets targets = new InMemoryNotificationTargets();
  private final InMemoryOutbox outbox = new InMemoryOutbox(targets, new SettableClock(AT));
  private final AnnouncedRuns runs =
      new AnnouncedRuns(new InMemoryRuns(), new AnnounceEnd(projects, new InMemoryProjectTroubles(), outbox), work);
  private final TargetId target = targets.add(OURS, TargetBuilder.aTarget().definition());

  private void project(NotificationLevel level, ProjectStatus status) {
    ProjectDefinition given = aProject().definition();
    Project standard = aProject().build();
    projects.put(new Project(standard.id(), OURS, standard.uuid(), status, new ProjectDefinition(given.name(), given.warehouse(),
        given.credential(), given.source(), given.settings(), level), 1));
  }

  private RunId queued() {
    return runs.add(RunBuilder.aRun().fresh());
  }

  private void end(RunEvent how) {
    RunId run = queued();
    ChangeRun change = new ChangeRun(runs, work);
    change.apply(run, new RunEvent.Claimed(RunBuilder.STARTED_AT, RunBuilder.FIRST_LEASE));
    change.apply(run, how);
  }

  private List<NotificationEvent> told() {
    return outbox.list(OURS, target, new Page(0, 100)).reversed().stream().map(Delivery::event).toList();
  }

  @Test
  void withTheLevelErrorOnlyBadEndsAndARecoveryAreTold() {
    project(NotificationLevel.ERROR, ProjectStatus.ACTIVE);

    List.of(WELL, FAILED, PARTLY, WELL, WELL).forEach(this::end);

    assertEquals(List.of(NotificationEvent.RUN_FINISHED, NotificationEvent.RUN_FINISHED, NotificationEvent.RUN_RECOVERED), told());
  }

  @Test
  void withTheLevelSuccessEveryEndIsToldOnce() {
    project(NotificationLevel.SUCCESS, ProjectStatus.ACTIVE);

    List.of(WELL, PARTLY, WELL, WELL).forEach(this::end);

    assertEquals(List.of(NotificationEvent.RUN_FINISHED, NotificationEvent.RUN_FINISHED, NotificationEvent.RUN_RECOVERED,
        NotificationEvent.RUN_FINISHED), told());
  }

  @Test
  void ofWhatAUserCancelsNoOneIsToldAndItRecoversNothing() {
    project(NotificationLevel.SUCCESS, ProjectStatus.ACTIVE);
    end(FAILED);

    new ChangeRun(runs, work).apply(queued(), new RunEvent.CancelRequested(AT));
    assertEquals(List.of(NotificationEvent.RUN_FINISHED), told());
    end(WELL);

    assertEquals(List.of(NotificationEvent.RUN_FINISHED, NotificationEvent.RUN_RECOVERED), told());
  }

  @Test
  void aRunThatIsQueuedAgainOrRefusesAnEventHasNotEnded() {
    project(NotificationLevel.SUCCESS, ProjectStatus.ACTIVE);
    RunId run = queued();
    ChangeRun change = new ChangeRun(runs, work);
    change.apply(run, new RunEvent.Claimed(RunBuilder.STARTED_AT, RunBuilder.FIRST_LEASE));
    change.apply(run, new RunEvent.Requeued(AT, RunBuilder.QUEUED_AT));
    change.apply(run, WELL);
    assertEquals(List.of(), told());

    change.apply(run, FAILED);
    change.apply(run, FAILED);

    assertEquals(List.of(NotificationEvent.RUN_FINISHED), told());
  }

  @Test
  void aPausedProjectIsStillToldOfAndADeletedOneIsNot() {
    project(NotificationLevel.ERROR, ProjectStatus.PAUSED);
    end(FAILED);
    project(NotificationLevel.ERROR, ProjectStatus.DELETED);
    end(FAILED);

    assertEquals(1, told().size());
  }
}
