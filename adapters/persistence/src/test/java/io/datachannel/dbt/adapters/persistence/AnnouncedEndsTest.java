package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.notifications.AnnounceEnd;
import io.datachannel.dbt.application.notifications.AnnouncedRuns;
import io.datachannel.dbt.application.notifications.TargetBuilder;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a run and the messages of it are kept together, or neither. */
@ExtendWith(TestDatabase.class)
class AnnouncedEndsTest {
  private static final RunEvent FAILED = new RunEvent.StepFailed(RunBuilder.FINISHED_AT, Failure.of(FailureCode.BRANCH_NOT_FOUND, "no main"));

  private MySqlUnitOfWork work;
  private AnnouncedRuns runs;
  private MySqlOutbox outbox;
  private TargetId target;
  private ProjectId project;
  private RunId run;

  @BeforeEach
  void aRunAndATarget() {
    work = new MySqlUnitOfWork(TestDatabase.database());
    outbox = new MySqlOutbox(TestDatabase.database());
    runs = new AnnouncedRuns(new MySqlRuns(TestDatabase.database()), new AnnounceEnd(new MySqlProjects(TestDatabase.database()),
        new MySqlProjectTroubles(TestDatabase.database()), outbox), work);
    project = TestDatabase.fixture().project(OURS);
    target = new MySqlNotificationTargets(TestDatabase.database(), new ReversingSeal()).add(OURS, TargetBuilder.aTarget().definition());
    run = runs.add(RunBuilder.aRun().in(OURS).of(project).fresh());
  }

  private int messages() {
    return outbox.list(OURS, target, new Page(0, 10)).size();
  }

  @Test
  void anEndThatIsCommittedIsAnnounced() {
    new ChangeRun(runs, work).apply(run, FAILED);

    assertEquals(RunStatus.FAILED, runs.find(OURS, run).orElseThrow().run().state().status());
    assertEquals(1, messages());
  }

  @Test
  void ofAnEndThatIsTakenBackNothingIsLeft() {
    assertThrows(IllegalStateException.class, () -> work.inTransaction(() -> {
      new ChangeRun(runs, work).apply(run, FAILED);
      throw new IllegalStateException("something after it fails");
    }));

    assertEquals(RunStatus.QUEUED, runs.find(OURS, run).orElseThrow().run().state().status());
    assertEquals(0, messages());
  }

  @Test
  void aSenderAtWorkHoldsNoEndUp() {
    new ChangeRun(runs, work).apply(run, FAILED);
    RunId next = runs.add(RunBuilder.aRun().in(OURS).of(project).fresh());

    boolean ended = work.inTransaction(() -> {
      assertEquals(1, outbox.claim(1, Duration.ofMinutes(1)).size());
      // On a connection of its own, while the rows of the target and its messages are locked here.
      Thread ends = Thread.ofPlatform().start(() -> new ChangeRun(runs, work).apply(next, FAILED));
      return join(ends);
    });

    assertTrue(ended);
    assertEquals(2, messages());
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aPurgeTakesMessagesAndTroublesAway() {
    new ChangeRun(runs, work).apply(run, FAILED);
    MySqlProjects projects = new MySqlProjects(TestDatabase.database());
    projects.update(projects.find(OURS, project).orElseThrow().in(ProjectStatus.DELETED));

    MySqlDeletedProjects deleted = new MySqlDeletedProjects(TestDatabase.database());
    deleted.deleteRuns(List.of(run));
    deleted.delete(project);

    assertEquals(0, messages());
    assertFalse(new MySqlProjectTroubles(TestDatabase.database()).mended(RunBuilder.aRun().of(project).build()));
  }
}
