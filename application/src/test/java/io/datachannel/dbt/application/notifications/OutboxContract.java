package io.datachannel.dbt.application.notifications;

import static io.datachannel.dbt.application.notifications.TargetBuilder.aTarget;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.notifications.Deliveries.Delivery;
import io.datachannel.dbt.application.notifications.Outbox.AfterFailure;
import io.datachannel.dbt.application.notifications.Outbox.ClaimedTarget;
import io.datachannel.dbt.application.notifications.Outbox.Message;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.RunBuilder;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.DeliveryState;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.TargetId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} and its {@link Deliveries} do. A time that has passed already makes due what is planned for it. */
public abstract class OutboxContract {
  protected static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration PASSED = Duration.ofSeconds(-1);

  private ProjectId project;
  private int lastRun;

  protected abstract Outbox outbox();

  protected abstract Deliveries deliveries();

  /** Those that the messages go to. */
  protected abstract NotificationTargets targets();

  /** A new project of the account. */
  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  void aProject() {
    project = aProject(OURS);
  }

  private Run ended() {
    lastRun++;
    return RunBuilder.aRun().withId(lastRun).of(project).build();
  }

  private RunId tell() {
    return tell(NotificationEvent.RUN_FINISHED);
  }

  private RunId tell(NotificationEvent event) {
    Run run = ended();
    outbox().write(run, event);
    return run.id();
  }

  private ClaimedTarget claim(Duration lease) {
    List<ClaimedTarget> claimed = outbox().claim(10, lease);
    assertEquals(1, claimed.size(), claimed::toString);
    return claimed.getFirst();
  }

  private void assertNothingDue() {
    assertEquals(List.of(), outbox().claim(10, LATER));
  }

  private Delivery only(TargetId target) {
    List<Delivery> all = deliveries().list(OURS, target, new Page(0, 10));
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  @Test
  public void eachEnabledTargetOfTheProjectGetsAMessageOnce() {
    TargetId ofAll = targets().add(OURS, aTarget().definition());
    TargetId ofThis = targets().add(OURS, aTarget().of(project).definition());
    TargetId ofOther = targets().add(OURS, aTarget().of(aProject(OURS)).definition());
    TargetId disabled = targets().add(OURS, aTarget().disabled().definition());
    TargetId foreign = targets().add(ANOTHER, aTarget().definition());
    Run run = ended();

    assertEquals(2, outbox().write(run, NotificationEvent.RUN_RECOVERED));
    assertEquals(0, outbox().write(run, NotificationEvent.RUN_FINISHED));

    Delivery told = only(ofAll);
    assertEquals(List.of(project, run.id(), NotificationEvent.RUN_RECOVERED, DeliveryState.WAITING, 0, Optional.empty(), Optional.empty()),
        List.of(told.project(), told.run(), told.event(), told.state(), told.attempts(), told.triedAt(), told.lastAnswer()));
    assertEquals(run.id(), only(ofThis).run());
    for (TargetId silent : List.of(ofOther, disabled)) {
      assertEquals(List.of(), deliveries().list(OURS, silent, new Page(0, 10)));
    }
    assertEquals(List.of(), deliveries().list(ANOTHER, foreign, new Page(0, 10)));
    assertEquals(List.of(), deliveries().list(ANOTHER, ofAll, new Page(0, 10)));
  }

  @Test
  public void aTargetIsWithOneSenderUntilItIsReleased() {
    TargetId target = targets().add(OURS, aTarget().definition());
    RunId first = tell();
    RunId second = tell();

    ClaimedTarget claimed = claim(LATER);

    assertEquals(List.of(OURS, target, 0), List.of(claimed.account(), claimed.target(), claimed.failures()));
    assertEquals(List.of(first, second), claimed.messages().stream().map(Message::run).toList());
    assertNothingDue();
    outbox().release(claimed);
    assertEquals(claimed.fence() + 1, claim(LATER).fence());
  }

  @Test
  public void onlySoManyTargetsAreTaken() {
    targets().add(OURS, aTarget().definition());
    targets().add(OURS, aTarget().definition());
    tell();

    assertEquals(1, outbox().claim(1, LATER).size());
    assertEquals(1, outbox().claim(1, LATER).size());
    assertNothingDue();
  }

  @Test
  public void whoseLeaseIsOverWritesNothingMore() {
    TargetId target = targets().add(OURS, aTarget().definition());
    tell();
    ClaimedTarget lost = claim(PASSED);
    ClaimedTarget next = claim(LATER);
    Message message = next.messages().getFirst();

    assertEquals(0, outbox().sent(lost, message.id(), "HTTP 200"));
    assertEquals(0, outbox().failed(lost, message.id(), "HTTP 500", new AfterFailure.GivenUp(LATER)));
    outbox().release(lost);

    assertNothingDue();
    assertEquals(1, outbox().sent(next, message.id(), "HTTP 204"));
    assertEquals(Optional.of("HTTP 204"), only(target).lastAnswer());
  }

  @Test
  public void whatWasSentIsDone() {
    TargetId target = targets().add(OURS, aTarget().definition());
    tell();
    ClaimedTarget claimed = claim(LATER);

    assertEquals(1, outbox().sent(claimed, claimed.messages().getFirst().id(), "x".repeat(600)));
    outbox().release(claimed);

    assertNothingDue();
    Delivery sent = only(target);
    assertEquals(List.of(DeliveryState.SENT, 1, Optional.empty(), Optional.of("x".repeat(512))),
        List.of(sent.state(), sent.attempts(), sent.nextAt(), sent.lastAnswer()));
    assertTrue(sent.triedAt().isPresent());
  }

  @Test
  public void aTargetThatFailedIsAskedForNothingForAWhileHoweverManyWait() {
    TargetId target = targets().add(OURS, aTarget().definition());
    tell();
    ClaimedTarget claimed = claim(LATER);
    assertEquals(1, outbox().failed(claimed, claimed.messages().getFirst().id(), "HTTP 500", new AfterFailure.Again(PASSED, LATER)));
    outbox().release(claimed);

    assertNothingDue();
    tell();
    assertNothingDue();
    Delivery waiting = deliveries().list(OURS, target, new Page(0, 10)).getLast();
    assertEquals(List.of(DeliveryState.WAITING, 1, Optional.of("HTTP 500")),
        List.of(waiting.state(), waiting.attempts(), waiting.lastAnswer()));
    assertTrue(waiting.nextAt().isPresent());
  }

  @Test
  public void failuresInARowAreCountedAndEndWithSuccess() {
    targets().add(OURS, aTarget().definition());
    tell();
    for (int failures = 0; failures < 3; failures++) {
      ClaimedTarget claimed = claim(LATER);
      assertEquals(List.of(failures, failures), List.of(claimed.failures(), claimed.messages().getFirst().attempts()));
      outbox().failed(claimed, claimed.messages().getFirst().id(), "HTTP 500", new AfterFailure.Again(PASSED, PASSED));
      outbox().release(claimed);
    }
    ClaimedTarget claimed = claim(LATER);
    outbox().sent(claimed, claimed.messages().getFirst().id(), "HTTP 200");
    outbox().release(claimed);
    tell();

    assertEquals(0, claim(LATER).failures());
  }

  @Test
  public void whatWasTriedLessComesFirstAndWhatIsNotDueWaits() {
    targets().add(OURS, aTarget().definition());
    RunId tried = tell();
    fail(new AfterFailure.Again(PASSED, PASSED));
    RunId fresh = tell();

    ClaimedTarget both = claim(LATER);
    assertEquals(List.of(fresh, tried), both.messages().stream().map(Message::run).toList());
    outbox().failed(both, both.messages().getFirst().id(), "HTTP 500", new AfterFailure.Again(LATER, PASSED));
    outbox().release(both);

    assertEquals(List.of(tried), claim(LATER).messages().stream().map(Message::run).toList());
  }

  @Test
  public void thatAllIsWellAgainIsToldBehindWhatWaitsFromBeforeAndInFrontOfWhatComesLater() {
    targets().add(OURS, aTarget().definition());
    RunId failed = tell();
    fail(new AfterFailure.Again(PASSED, PASSED));
    RunId recovered = tell(NotificationEvent.RUN_RECOVERED);
    RunId failedAgain = tell();
    ProjectId same = project;
    project = aProject(OURS);
    RunId other = tell(NotificationEvent.RUN_RECOVERED);
    project = same;

    assertEquals(List.of(List.of(other, failed), List.of(recovered), List.of(failedAgain)),
        List.of(sendNext(), sendNext(), sendNext()));
    assertNothingDue();
  }

  @Test
  public void aMessageThatIsNotTakenHoldsUpOnlyThatAllIsWellAgain() {
    NotificationTarget target = targets().find(OURS, targets().add(OURS, aTarget().definition())).orElseThrow();
    RunId failed = tell();
    fail(new AfterFailure.Again(LATER, PASSED));
    RunId recovered = tell(NotificationEvent.RUN_RECOVERED);
    assertNothingDue();
    RunId failedAgain = tell();

    assertEquals(List.of(failedAgain), sendNext());
    assertNothingDue();
    targets().update(target.changed(aTarget().definition()));
    assertEquals(List.of(List.of(failed), List.of(recovered)), List.of(sendNext(), sendNext()));
  }

  private List<RunId> sendNext() {
    ClaimedTarget claimed = claim(LATER);
    claimed.messages().forEach(message -> outbox().sent(claimed, message.id(), "HTTP 200"));
    outbox().release(claimed);
    return claimed.messages().stream().map(Message::run).toList();
  }

  private void fail(AfterFailure plan) {
    ClaimedTarget claimed = claim(LATER);
    outbox().failed(claimed, claimed.messages().getFirst().id(), "HTTP 500", plan);
    outbox().release(claimed);
  }

  @Test
  public void whatIsGivenUpIsShownAndNotSent() {
    TargetId target = targets().add(OURS, aTarget().definition());
    tell();

    fail(new AfterFailure.GivenUp(Duration.ZERO));

    assertNothingDue();
    assertEquals(List.of(DeliveryState.FAILED, 1, Optional.empty()),
        List.of(only(target).state(), only(target).attempts(), only(target).nextAt()));
    tell();
    assertEquals(0, claim(LATER).failures(), "it is not the target's");
  }

  @Test
  public void whoeverChangesATargetTriesAgainAtOnce() {
    TargetId id = targets().add(OURS, aTarget().definition());
    tell();
    fail(new AfterFailure.Again(LATER, LATER));
    assertNothingDue();
    NotificationTarget target = targets().find(OURS, id).orElseThrow();

    targets().update(target.changed(aTarget().definition()));

    assertEquals(0, claim(LATER).failures());
  }

  @Test
  public void nothingIsSentToATargetThatIsDisabledOrDeleted() {
    TargetId id = targets().add(OURS, aTarget().definition());
    tell();
    NotificationTarget target = targets().find(OURS, id).orElseThrow();

    NotificationTarget off = target.changed(aTarget().disabled().definition());
    targets().update(off);
    assertNothingDue();
    assertEquals(List.of(DeliveryState.FAILED, Optional.of("The target was switched off.")), List.of(only(id).state(), only(id).lastAnswer()));
    targets().update(off.changed(aTarget().definition()));
    assertNothingDue();
    targets().delete(OURS, id);

    assertNothingDue();
    assertEquals(List.of(), deliveries().list(OURS, id, new Page(0, 10)));
  }

  @Test
  public void whatIsOldIsGivenUpAndThenForgotten() {
    TargetId target = targets().add(OURS, aTarget().definition());
    tell();

    assertEquals(0, outbox().giveUp(LATER));
    assertEquals(0, outbox().forget(LATER));
    assertEquals(1, outbox().giveUp(PASSED));
    assertEquals(0, outbox().giveUp(PASSED));
    assertEquals(DeliveryState.FAILED, only(target).state());
    assertTrue(only(target).lastAnswer().isPresent());
    assertEquals(1, outbox().forget(PASSED));

    assertEquals(List.of(), deliveries().list(OURS, target, new Page(0, 10)));
  }

  @Test
  public void theNewestAreListedFirstPageByPage() {
    TargetId target = targets().add(OURS, aTarget().definition());
    List<RunId> runs = List.of(tell(), tell(), tell());

    List<Delivery> first = deliveries().list(OURS, target, new Page(0, 2));
    List<Delivery> second = deliveries().list(OURS, target, new Page(first.getLast().id().value(), 2));

    assertEquals(List.of(runs.get(2), runs.get(1)), first.stream().map(Delivery::run).toList());
    assertEquals(List.of(runs.get(0)), second.stream().map(Delivery::run).toList());
  }
}
