package io.datachannel.dbt.application.notifications;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.notifications.Deliveries.Delivery;
import io.datachannel.dbt.application.notifications.FakeMessenger.Sent;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.reporting.NewReportedRun;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.ChangeRun;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.notification.Channel;
import io.datachannel.dbt.domain.notification.DeliveryState;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.run.CarriedOutBy;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendNotificationsTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryNotificationTargets targets = new InMemoryNotificationTargets();
  private final InMemoryOutbox outbox = new InMemoryOutbox(targets, clock);
  private final FakeMessenger messenger = new FakeMessenger();
  private final ComposeNotice compose = new ComposeNotice(projects, runs, runs.ledger(), () -> URI.create("https://dbt.example/"), clock);
  private final SendNotifications send = new SendNotifications(outbox, targets, compose, messenger, clock);
  private final TargetId target = targets.add(OURS, TargetBuilder.aTarget().definition());

  SendNotificationsTest() {
    projects.put(aProject().build());
  }

  private RunId ended() {
    Run run = RunBuilder.aRun().build();
    RunId id = runs.reported().add(new NewReportedRun(OURS, run.project(), run.order(), NOW, new CarriedOutBy.Reporter(Optional.empty()))).id();
    runs.reported().recordErrors(id, List.of(RunError.ofNode("model.shop.a", Failure.of(FailureCode.MODEL_FAILED, "a: no such column")),
        RunError.ofRun(Failure.of(FailureCode.RUN_LOST, "lost"))));
    outbox.write(runs.lock(id).orElseThrow(), NotificationEvent.RUN_FINISHED);
    return id;
  }

  /** Until nothing is due. @return how many attempts there were */
  private int sendAll() {
    int before = messenger.sent().size();
    for (List<Runnable> due = send.due(4); !due.isEmpty(); due = send.due(4)) {
      due.forEach(Runnable::run);
    }
    return messenger.sent().size() - before;
  }

  private List<DeliveryState> states() {
    return outbox.list(OURS, target, new Page(0, 100)).stream().map(Delivery::state).distinct().toList();
  }

  @Test
  void aMessageTellsOfTheRunItsFirstErrorAndWhereToReadOn() {
    RunId run = ended();

    assertEquals(1, sendAll());

    Sent sent = messenger.sent().getFirst();
    Notice.About about = sent.notice().about().orElseThrow();
    assertEquals(List.of(target, NotificationEvent.RUN_FINISHED, NOW), List.of(sent.target(), sent.notice().event(), sent.notice().sentAt()));
    assertEquals(List.of(run, "shop", URI.create("https://dbt.example/runs/" + run.value())),
        List.of(about.run(), about.projectName(), about.link()));
    assertEquals(Optional.of("a: no such column"), about.firstError().map(error -> error.failure().message()));
    assertEquals(List.of(DeliveryState.SENT), states());
  }

  @Test
  void theFirstErrorIsOneOfHowTheRunEnded() {
    RunError again = RunError.ofRun(Failure.of(FailureCode.RUN_QUEUED_AGAIN, "The service was stopped."));
    RunError timeout = RunError.ofRun(Failure.of(FailureCode.RUN_TIMED_OUT, "too long"));

    assertEquals(Optional.empty(), firstError(new RunState.Successful(NOW, new NodeTally(1, 0, 0, 0, 0)), again));
    assertEquals(Optional.of(timeout), firstError(new RunState.PartiallySuccessful(NOW, new NodeTally(1, 0, 1, 0, 0)), again, timeout));
  }

  private Optional<RunError> firstError(RunState.Final end, RunError... errors) {
    RunId id = runs.add(RunBuilder.aRun().fresh());
    ChangeRun change = new ChangeRun(runs, new DirectUnitOfWork());
    change.apply(id, new RunEvent.Claimed(RunBuilder.STARTED_AT, RunBuilder.FIRST_LEASE));
    runs.ledger().recordErrors(id, RunBuilder.FIRST_LEASE, List.of(errors));
    change.apply(id, new RunEvent.Reported(end));
    outbox.write(runs.lock(id).orElseThrow(), NotificationEvent.RUN_FINISHED);
    sendAll();
    return messenger.sent().getLast().notice().about().orElseThrow().firstError();
  }

  @Test
  void aTargetThatFailsIsNotAskedMoreOftenBecauseMoreWaits() {
    messenger.breaks(target);
    IntStream.range(0, 30).forEach(_ -> ended());

    assertEquals(1, sendAll());
    clock.advance(Duration.ofSeconds(59));
    assertEquals(0, sendAll());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(1, sendAll());
    clock.advance(Duration.ofMinutes(2));
    assertEquals(1, sendAll());

    messenger.works(target);
    clock.advance(Duration.ofMinutes(4));
    assertEquals(30, sendAll());
    assertEquals(List.of(DeliveryState.SENT), states());
  }

  @Test
  void whatMightOutlastTheClaimIsLeftToTheNext() {
    SendNotifications slowly = new SendNotifications(outbox, targets, compose, messenger.after(() -> clock.advance(Duration.ofSeconds(15))), clock);
    IntStream.range(0, 5).forEach(_ -> ended());

    slowly.due(4).forEach(Runnable::run);
    assertEquals(2, messenger.sent().size(), "the third might take until after the lease");
    slowly.due(4).forEach(Runnable::run);
    slowly.due(4).forEach(Runnable::run);

    assertEquals(List.of("1", "2", "3", "4", "5"), messenger.sent().stream().map(Sent::delivery).toList());
    assertEquals(List.of(DeliveryState.SENT), states());
  }

  @Test
  void whoBeginsWhenTheClaimIsAlmostOverSendsNothing() {
    ended();
    List<Runnable> late = send.due(4);
    clock.advance(Duration.ofSeconds(21));
    late.forEach(Runnable::run);
    assertEquals(List.of(), messenger.sent());

    assertEquals(1, sendAll());
  }

  @Test
  void anotherTargetIsToldMeanwhile() {
    TargetId other = targets.add(OURS, TargetBuilder.aTarget().definition());
    messenger.breaks(target);
    ended();

    assertEquals(2, sendAll());
    assertEquals(DeliveryState.SENT, outbox.list(OURS, other, new Page(0, 1)).getFirst().state());
    assertEquals(List.of(DeliveryState.WAITING), states());
  }

  @Test
  void aMessageIsTriedForADayAndThenShownAsFailed() {
    messenger.breaks(target);
    ended();
    int attempts = 0;
    for (int minutes = 0; minutes <= 24 * 60; minutes++) {
      attempts += sendAll();
      clock.advance(Duration.ofMinutes(1));
    }

    assertEquals(12, attempts);
    Delivery failed = outbox.list(OURS, target, new Page(0, 1)).getFirst();
    assertEquals(List.of(DeliveryState.FAILED, 12, Optional.of("HTTP 500")), List.of(failed.state(), failed.attempts(), failed.lastAnswer()));
    assertEquals(1, messenger.sent().stream().map(Sent::delivery).distinct().count(), "the receiver can tell that it is one");
  }

  @Test
  void whatWaitsBehindAQuietTargetForADayIsGivenUp() {
    messenger.breaks(target);
    ended();
    sendAll();
    clock.advance(Duration.ofHours(25));

    send.tick();

    assertEquals(List.of(DeliveryState.FAILED), states());
    clock.advance(Duration.ofDays(31));
    send.tick();
    assertEquals(List.of(), states());
  }

  @Test
  void ofARunThatIsGoneNothingIsSent() {
    RunId run = ended();
    runs.delete(List.of(run));

    assertEquals(0, sendAll());
    assertEquals(List.of(DeliveryState.FAILED), states());
  }

  @Test
  void aSecretThatNoKeyOpensIsToldAtTheTarget() {
    Channel unreadable = new Channel.Slack("hooks.slack.example", Secret.sealed(() -> {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "Enter it again.", null);
    }));
    TargetId broken = targets.add(OURS, TargetBuilder.aTarget().by(unreadable).definition());
    ended();

    assertEquals(1, sendAll());
    Delivery waiting = outbox.list(OURS, broken, new Page(0, 1)).getFirst();
    assertEquals(DeliveryState.WAITING, waiting.state());
    assertTrue(waiting.lastAnswer().orElseThrow().contains("Enter it again."));
  }
}
