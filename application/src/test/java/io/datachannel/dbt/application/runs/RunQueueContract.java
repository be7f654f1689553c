package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.AfterLoss;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link RunQueue} does. */
public abstract class RunQueueContract {
  private static final Duration LONG = Duration.ofHours(1);
  /** Over before it began: leases end without anyone having to wait. */
  private static final Duration OVER = Duration.ofSeconds(-1);

  protected abstract RunStore store();

  @Test
  public void theOneThatWaitedLongestComesFirst() {
    store().runs().add(aRun().queuedAt(QUEUED_AT.plusSeconds(9)).fresh());
    RunId oldest = store().runs().add(aRun().queuedAt(QUEUED_AT).fresh());

    assertEquals(Optional.of(oldest), store().claim("copy-a", LONG).map(Run::id));
  }

  @Test
  public void ofTwoThatWaitedTheSameTheOneAskedForFirstComesFirst() {
    RunId first = store().runs().add(aRun().fresh());
    store().runs().add(aRun().fresh());

    assertEquals(Optional.of(first), store().claim("copy-a", LONG).map(Run::id));
  }

  @Test
  public void theQueueHoldsTheRunsOfAllAccounts() {
    RunId other = store().runs().add(aRun().in(new AccountId(2)).fresh());

    assertEquals(Optional.of(other), store().claim("copy-a", LONG).map(Run::id));
  }

  @Test
  public void aRunIsClaimedOnce() {
    store().runs().add(aRun().fresh());
    store().claim("copy-a", LONG);

    assertEquals(Optional.empty(), store().claim("copy-b", LONG));
  }

  @Test
  public void aRunThatWasNeverClaimedHasFencingNumberZero() {
    store().runs().add(aRun().fresh());

    assertEquals(0, store().unitOfWork().inTransaction(() -> store().queue().lockNext(1)).getFirst().lastFencingNumber());
  }

  @Test
  public void eachOfManyRunsHasOneWinnerAmongManyClaimers() throws Exception {
    int claimers = 4;
    List<RunId> offered = IntStream.range(0, 12)
        .mapToObj(number -> store().runs().add(aRun().in(new AccountId(1 + number % 4)).fresh())).toList();
    CyclicBarrier start = new CyclicBarrier(claimers);
    Callable<List<RunId>> claimer = () -> {
      start.await();
      return IntStream.range(0, offered.size()).mapToObj(attempt -> store().claim("copy", LONG).map(Run::id))
          .flatMap(Optional::stream).toList();
    };

    try (ExecutorService threads = Executors.newFixedThreadPool(claimers)) {
      List<Future<List<RunId>>> claims = threads.invokeAll(IntStream.range(0, claimers).mapToObj(number -> claimer).toList());
      List<RunId> won = claims.stream().flatMap(claim -> claim.resultNow().stream()).sorted(RunQueueContract::byId).toList();

      assertEquals(offered, won);
    }
  }

  @Test
  public void ofSeveralThatAreClaimedTogetherEachIsTheNextOfAnotherAccount() {
    AccountId busy = new AccountId(1);
    AccountId other = new AccountId(2);
    store().runs().add(aRun().in(busy).queuedAt(QUEUED_AT.plusSeconds(5)).fresh());
    RunId oldest = store().runs().add(aRun().in(busy).queuedAt(QUEUED_AT).fresh());
    store().runs().add(aRun().in(busy).queuedAt(QUEUED_AT.plusSeconds(9)).fresh());
    RunId single = store().runs().add(aRun().in(other).queuedAt(QUEUED_AT.plusSeconds(60)).fresh());

    List<Run> claimed = store().claim("copy-a", LONG, 4);

    assertEquals(List.of(oldest, single), claimed.stream().map(Run::id).toList());
    assertEquals(new AccountSlots.Slot(2, 1, 4), store().slot(busy));
    assertEquals(new AccountSlots.Slot(0, 1, 4), store().slot(other));
    claimed.forEach(run -> assertEquals(Optional.of(run.state()),
        store().runs().find(run.account(), run.id()).map(record -> record.run().state())));
  }

  @Test
  public void ofManyNoMoreAreClaimedTogetherThanWereAskedFor() {
    IntStream.range(0, 5).forEach(number -> store().runs().add(aRun().in(new AccountId(1 + number)).fresh()));

    assertEquals(List.of(1L, 2L, 3L), store().claim("copy-a", LONG, 3).stream().map(run -> run.account().value()).toList());
    assertEquals(List.of(4L, 5L), store().claim("copy-a", LONG, 3).stream().map(run -> run.account().value()).toList());
  }

  @Test
  public void aManualRunGoesBeforeAScheduledOneOfItsAccountThatWaitedLonger() {
    store().runs().add(aRun().scheduled().queuedAt(QUEUED_AT).fresh());
    RunId manual = store().runs().add(aRun().queuedAt(QUEUED_AT.plusSeconds(60)).fresh());

    assertEquals(Optional.of(manual), store().claim("copy-a", LONG).map(Run::id));
  }

  @Test
  public void ofTwoAccountsThatHadTheSameTheOneWithAManualRunIsNext() {
    store().runs().add(aRun().in(new AccountId(1)).scheduled().fresh());
    RunId manual = store().runs().add(aRun().in(new AccountId(2)).queuedAt(QUEUED_AT.plusSeconds(60)).fresh());

    assertEquals(Optional.of(manual), store().claim("copy-a", LONG).map(Run::id));
  }

  @Test
  @Tag("fault-44")
  public void aThousandQueuedRunsDelayTheSingleRunOfAnotherAccountByOneRunAtMost() {
    store().unitOfWork().inTransaction(() -> IntStream.range(0, 1000).mapToObj(number -> store().runs().add(aRun().fresh())).toList());
    for (int done = 0; done < 5; done++) {
      end(store().claim("copy-a", LONG).orElseThrow());
    }
    RunId single = store().runs().add(aRun().in(new AccountId(2)).scheduled().queuedAt(QUEUED_AT.plusSeconds(60)).fresh());

    List<AccountId> next = IntStream.range(0, 2).mapToObj(number -> end(store().claim("copy-a", LONG).orElseThrow()))
        .map(Run::account).toList();

    assertTrue(next.contains(new AccountId(2)), next::toString);
    assertEquals(new RunState.Cancelled(FINISHED_AT), state(new AccountId(2), single));
  }

  @Test
  public void anAccountThatComesBackHasMissedItsTurns() {
    AccountId idle = new AccountId(2);
    for (int number = 0; number < 20; number++) {
      store().runs().add(aRun().fresh());
      store().runs().add(aRun().in(idle).fresh());
    }
    for (int turn = 0; turn < 10; turn++) {
      end(store().claim("copy-a", LONG).orElseThrow());
    }
    AccountId fresh = new AccountId(3);
    for (int number = 0; number < 20; number++) {
      store().runs().add(aRun().in(fresh).fresh());
    }

    List<AccountId> next = IntStream.range(0, 6).mapToObj(number -> end(store().claim("copy-a", LONG).orElseThrow()).account()).toList();

    assertEquals(2, next.stream().filter(fresh::equals).count(), next::toString);
  }

  @Test
  public void noMoreRunsOfAnAccountAreClaimedThanItsLimit() {
    IntStream.range(0, 6).forEach(number -> store().runs().add(aRun().fresh()));
    List<Run> atWork = IntStream.range(0, 4).mapToObj(number -> store().claim("copy-a", LONG).orElseThrow()).toList();

    assertEquals(Optional.empty(), store().claim("copy-b", LONG));
    assertEquals(new AccountSlots.Slot(2, 4, 4), store().slot(new AccountId(1)));

    end(atWork.getFirst());
    assertTrue(store().claim("copy-b", LONG).isPresent());
    assertEquals(new AccountSlots.Slot(1, 4, 4), store().slot(new AccountId(1)));
  }

  @Test
  public void everyWayOfARunKeepsTheCounts() {
    AccountId ours = new AccountId(1);
    RunId cancelled = store().runs().add(aRun().queuedAt(QUEUED_AT.plusSeconds(9)).fresh());
    RunId carriedOut = store().runs().add(aRun().fresh());
    assertEquals(new AccountSlots.Slot(2, 0, 4), store().slot(ours));

    store().move(cancelled, new RunState.Cancelled(FINISHED_AT));
    assertEquals(new AccountSlots.Slot(1, 0, 4), store().slot(ours));

    Run claimed = store().claim("copy-a", LONG).orElseThrow();
    assertEquals(carriedOut, claimed.id());
    store().move(carriedOut, new RunState.Cancelling(STARTED_AT, new Lease("copy-a", 1), STARTED_AT));
    assertEquals(new AccountSlots.Slot(0, 1, 4), store().slot(ours));

    store().move(carriedOut, new RunState.Cancelled(FINISHED_AT));
    assertEquals(new AccountSlots.Slot(0, 0, 4), store().slot(ours));
  }

  @Test
  public void aRunThatIsQueuedAgainHasOneAttemptMoreAndKeepsItsPlaceAndItsFence() {
    RunId again = store().runs().add(aRun().fresh());
    store().runs().add(aRun().queuedAt(QUEUED_AT.plusSeconds(1)).fresh());
    store().claim("copy-a", LONG).orElseThrow();

    assertEquals(1, store().move(again, new RunState.Queued(QUEUED_AT)));

    RunRecord row = store().runs().find(new AccountId(1), again).orElseThrow();
    assertEquals(new QueuePlace(0, 2, 1, Optional.empty()), row.place());
    assertEquals(Optional.empty(), row.startedAt());
    assertEquals(new AccountSlots.Slot(2, 0, 4), store().slot(new AccountId(1)));
    assertEquals(Optional.of(new RunState.Running(STARTED_AT, new Lease("copy-b", 2))), store().claim("copy-b", LONG).map(Run::state));
    assertEquals(0, store().queue().lease(again, new Lease("copy-a", 1), LONG));
  }

  @Test
  public void aLossTellsWhatTheRunsOrderWasAndHowOftenItWasLost() {
    RunId id = store().runs().add(aRun().queuedOnceAgainWhenLost().fresh());
    store().claim("copy-a", LONG);
    assertEquals(Optional.empty(), store().queue().loss(id));
    store().move(id, new RunState.Queued(QUEUED_AT));
    store().claim("copy-a", OVER);
    assertEquals(Optional.of(new RunQueue.Loss(AfterLoss.QUEUE_ONCE_AGAIN, 0, QUEUED_AT)), store().queue().loss(id));
    store().move(id, new RunState.Queued(QUEUED_AT));
    store().claim("copy-a", OVER);

    RunQueue.Loss second = store().queue().loss(id).orElseThrow();

    assertEquals(new RunQueue.Loss(AfterLoss.QUEUE_ONCE_AGAIN, 1, QUEUED_AT), second);
    assertFalse(second.goesOn());
  }

  @Test
  public void aRunThatWaitsForAnotherIsNeitherClaimedNorCountedUntilItIsReleased() {
    RunId first = store().runs().add(aRun().fresh());
    RunId later = store().runs().add(aRun().queuedAt(QUEUED_AT.plusSeconds(1)).fresh());
    store().claim("copy-a", LONG).orElseThrow();

    assertEquals(1, store().block(later, new QueuePlace.Wait(first, "shop.main.orders")));

    assertEquals(Optional.of(new QueuePlace.Wait(first, "shop.main.orders")),
        store().runs().find(new AccountId(1), later).orElseThrow().place().waitsFor());
    assertEquals(Optional.empty(), store().claim("copy-a", LONG));
    assertEquals(new AccountSlots.Slot(0, 1, 4), store().slot(new AccountId(1)));
    assertEquals(0, store().release(later));
    assertEquals(1, store().release(first));
    assertEquals(0, store().release(first));
    assertEquals(new AccountSlots.Slot(1, 1, 4), store().slot(new AccountId(1)));
    assertEquals(Optional.of(later), store().claim("copy-a", LONG).map(Run::id));
  }

  @Test
  public void aRunThatWaitsCanBeCancelledAndIsNotCountedTwice() {
    RunId first = store().runs().add(aRun().fresh());
    RunId later = store().runs().add(aRun().fresh());
    store().block(later, new QueuePlace.Wait(first, "shop.main.orders"));
    store().move(later, new RunState.Cancelled(FINISHED_AT));

    assertEquals(new AccountSlots.Slot(1, 0, 4), store().slot(new AccountId(1)));
    assertEquals(0, store().release(first));
    assertEquals(0, store().block(later, new QueuePlace.Wait(first, "shop.main.orders")));
  }

  @Test
  public void theCountsAgreeWithTheRuns() {
    store().runs().add(aRun().fresh());
    store().runs().add(aRun().in(new AccountId(2)).fresh());
    store().claim("copy-a", LONG);

    assertEquals(List.of(new AccountId(1), new AccountId(2)), store().slots().accounts());
    assertFalse(store().unitOfWork().inTransaction(() -> store().slots().reconcile(new AccountId(1))));
    assertFalse(store().unitOfWork().inTransaction(() -> store().slots().reconcile(new AccountId(2))));
  }

  /** The run came to an end. */
  private Run end(Run run) {
    store().move(run.id(), new RunState.Cancelled(FINISHED_AT));
    return run;
  }

  private RunState state(AccountId account, RunId id) {
    return store().runs().find(account, id).orElseThrow().run().state();
  }

  @Test
  public void theHolderRenewsItsLeaseAndNoOneElse() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", OVER);

    assertEquals(0, store().queue().lease(id, new Lease("copy-b", 1), LONG));
    assertEquals(0, store().queue().lease(id, new Lease("copy-a", 0), LONG));
    assertEquals(List.of(id), store().queue().expired(10));
    assertEquals(1, store().queue().lease(id, new Lease("copy-a", 1), LONG));
    assertEquals(List.of(), store().queue().expired(10));
  }

  @Test
  public void aRunThatHasEndedIsNotLeased() {
    RunId id = store().runs().add(aRun().fresh());
    store().claim("copy-a", LONG);
    store().move(id, new RunState.Cancelled(FINISHED_AT));

    assertEquals(0, store().queue().lease(id, new Lease("copy-a", 1), LONG));
  }

  @Test
  public void onlyRunningRunsExpire() {
    RunId ended = store().runs().add(aRun().fresh());
    store().claim("copy-a", OVER);
    store().move(ended, new RunState.Cancelled(FINISHED_AT));
    RunId left = store().runs().add(aRun().fresh());
    store().claim("copy-a", OVER);
    store().runs().add(aRun().fresh());

    assertEquals(List.of(left), store().queue().expired(10));
  }

  @Test
  public void theExpiredComeOldestFirstAndNoMoreThanAskedFor() {
    RunId first = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofMinutes(-1));
    RunId second = store().runs().add(aRun().fresh());
    store().claim("copy-a", Duration.ofMinutes(-2));
    store().runs().add(aRun().fresh());
    store().claim("copy-a", OVER);

    assertEquals(List.of(second, first), store().queue().expired(2));
  }

  @Test
  public void aCancelIsSeenByTheHolder() {
    RunId id = store().runs().add(aRun().fresh());
    Lease lease = ((RunState.Running) store().claim("copy-a", LONG).orElseThrow().state()).lease();
    assertFalse(store().queue().cancelRequested(id));

    store().move(id, new RunState.Cancelling(STARTED_AT, lease, STARTED_AT.plusSeconds(5)));

    assertTrue(store().queue().cancelRequested(id));
  }

  private static int byId(RunId one, RunId other) {
    return Integer.compare(one.value(), other.value());
  }
}
