package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.STARTED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.AccountId;
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

    assertEquals(0, store().unitOfWork().inTransaction(() -> store().queue().lockNext()).orElseThrow().lastFencingNumber());
  }

  @Test
  public void eachOfManyRunsHasOneWinnerAmongManyClaimers() throws Exception {
    int claimers = 4;
    List<RunId> offered = IntStream.range(0, 12).mapToObj(number -> store().runs().add(aRun().fresh())).toList();
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
