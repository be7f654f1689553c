package io.datachannel.dbt.application.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.refresh.RefreshChanges;
import io.datachannel.dbt.domain.refresh.RefreshChanges.AffectedSchedule;
import io.datachannel.dbt.domain.refresh.RefreshChanges.Names;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Refreshes} does. */
public abstract class RefreshesContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final Instant ASKED_AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant ENDED_AT = ASKED_AT.plusSeconds(30);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration OVER = Duration.ofSeconds(-1);

  private static final RefreshChanges NOTHING =
      new RefreshChanges(new Names(0, List.of()), new Names(0, List.of()), new Names(0, List.of()), List.of());

  protected abstract Refreshes refreshes();

  /** Of the same rows. */
  protected abstract RefreshHistory history();

  /** A project of the account, as far as the store needs it. */
  protected abstract ProjectId aProject(AccountId account);

  @Test
  public void aRefreshBeginsQueued() {
    ProjectId project = aProject(OURS);
    RefreshId id = refreshes().add(OURS, project, ASKED_AT);

    assertEquals(Optional.of(new Refresh(id, OURS, project, RefreshState.QUEUED, "", Optional.empty(), Optional.empty(), ASKED_AT,
        Optional.empty())), refreshes().find(OURS, project, id));
  }

  @Test
  public void neitherAnotherAccountNorAnotherProjectFindsIt() {
    ProjectId project = aProject(OURS);
    RefreshId id = refreshes().add(OURS, project, ASKED_AT);

    assertEquals(Optional.empty(), refreshes().find(ANOTHER, project, id));
    assertEquals(Optional.empty(), refreshes().find(OURS, new ProjectId(project.value() + 1), id));
  }

  @Test
  public void theOneThatWaitedLongestIsClaimedOnce() {
    ProjectId project = aProject(OURS);
    RefreshId newer = refreshes().add(OURS, project, ASKED_AT.plusSeconds(1));
    RefreshId older = refreshes().add(OURS, project, ASKED_AT);

    ClaimedRefresh first = refreshes().claim("copy-a", LONG).orElseThrow();
    ClaimedRefresh second = refreshes().claim("copy-b", LONG).orElseThrow();

    assertEquals(older, first.refresh().id());
    assertEquals(RefreshState.RUNNING, first.refresh().state());
    assertEquals(new Lease("copy-a", 1), first.lease());
    assertEquals(newer, second.refresh().id());
    assertEquals(Optional.empty(), refreshes().claim("copy-c", LONG));
    assertEquals(Optional.of(first.refresh()), refreshes().find(OURS, project, older));
  }

  @Test
  public void theAccountsTakeTurnsHoweverManyOfOneWait() {
    ProjectId project = aProject(OURS);
    RefreshId first = refreshes().add(OURS, project, ASKED_AT);
    RefreshId second = refreshes().add(OURS, aProject(OURS), ASKED_AT.plusSeconds(1));
    RefreshId third = refreshes().add(OURS, aProject(OURS), ASKED_AT.plusSeconds(2));
    RefreshId theirs = refreshes().add(ANOTHER, aProject(ANOTHER), ASKED_AT.plusSeconds(3));
    RefreshId theirNext = refreshes().add(ANOTHER, aProject(ANOTHER), ASKED_AT.plusSeconds(4));

    for (RefreshId expected : List.of(first, theirs, second, theirNext, third)) {
      assertEquals(Optional.of(expected), refreshes().claim("copy-a", LONG).map(ClaimedRefresh::refresh).map(Refresh::id));
    }
  }

  @Test
  public void theQueuedOneIsLockedUntilItIsClaimed() {
    ProjectId project = aProject(OURS);
    assertEquals(Optional.empty(), refreshes().lockQueued(OURS, project));
    RefreshId id = refreshes().add(OURS, project, ASKED_AT);

    assertEquals(refreshes().find(OURS, project, id), refreshes().lockQueued(OURS, project));
    assertEquals(Optional.empty(), refreshes().lockQueued(ANOTHER, project));
    refreshes().claim("copy-a", LONG);
    assertEquals(Optional.empty(), refreshes().lockQueued(OURS, project));
  }

  @Test
  public void whatWasFoundOutIsSaved() {
    ProjectId project = aProject(OURS);
    refreshes().add(OURS, project, ASKED_AT);
    ClaimedRefresh claimed = refreshes().claim("copy-a", LONG).orElseThrow();
    Refresh failed = new Refresh(claimed.refresh().id(), OURS, project, RefreshState.FAILED, "PARSE", Optional.of("0123abcd"),
        Optional.of(new Failure(FailureCode.PARSE_FAILED, "Mend 'models/\"x\".sql' 🦆", "Traceback\n\\ é")), ASKED_AT,
        Optional.of(ENDED_AT));

    assertEquals(1, refreshes().save(failed, claimed.lease()));
    assertEquals(Optional.of(failed), refreshes().find(OURS, project, failed.id()));
  }

  @Test
  public void aLostLeaseNeitherSavesNorRenews() {
    ProjectId project = aProject(OURS);
    refreshes().add(OURS, project, ASKED_AT);
    Refresh running = refreshes().claim("copy-a", LONG).orElseThrow().refresh();

    for (Lease lost : new Lease[] {new Lease("copy-a", 0), new Lease("copy-b", 1)}) {
      assertEquals(0, refreshes().save(ended(running, "STALE"), lost));
      assertEquals(0, refreshes().renew(running.id(), lost, LONG));
    }
    assertEquals(Optional.of(running), refreshes().find(OURS, project, running.id()));
  }

  @Test
  public void onlyTheOneWhoseLeaseIsOverIsFailed() {
    ProjectId project = aProject(OURS);
    RefreshId left = refreshes().add(OURS, project, ASKED_AT);
    refreshes().claim("copy-a", OVER);
    RefreshId alive = refreshes().add(OURS, project, ASKED_AT);
    refreshes().claim("copy-b", LONG);
    RefreshId waiting = refreshes().add(OURS, project, ASKED_AT);

    assertEquals(1, refreshes().failExpired(ENDED_AT));

    Refresh lost = refreshes().find(OURS, project, left).orElseThrow();
    assertEquals(RefreshState.FAILED, lost.state());
    assertEquals(Optional.of(FailureCode.RUN_LOST), lost.failure().map(Failure::code));
    assertEquals(Optional.of(ENDED_AT), lost.finishedAt());
    assertEquals(RefreshState.RUNNING, refreshes().find(OURS, project, alive).orElseThrow().state());
    assertEquals(RefreshState.QUEUED, refreshes().find(OURS, project, waiting).orElseThrow().state());
  }

  @Test
  public void aRenewedLeaseLives() {
    ProjectId project = aProject(OURS);
    refreshes().add(OURS, project, ASKED_AT);
    ClaimedRefresh claimed = refreshes().claim("copy-a", OVER).orElseThrow();

    assertEquals(1, refreshes().renew(claimed.refresh().id(), claimed.lease(), LONG));
    assertEquals(0, refreshes().failExpired(ENDED_AT));
  }

  @Test
  public void whatHasEndedIsNotChangedAnyMore() {
    ProjectId project = aProject(OURS);
    refreshes().add(OURS, project, ASKED_AT);
    ClaimedRefresh claimed = refreshes().claim("copy-a", LONG).orElseThrow();
    refreshes().save(ended(claimed.refresh(), "COMPILE"), claimed.lease());

    assertEquals(0, refreshes().save(ended(claimed.refresh(), "LATE"), claimed.lease()));
    assertEquals(0, refreshes().renew(claimed.refresh().id(), claimed.lease(), LONG));
  }

  @Test
  public void whyItWasAskedForAndWhatItChangedIsKept() {
    ProjectId project = aProject(OURS);
    RefreshId id = refreshes().add(OURS, project, RefreshCause.POLL, ASKED_AT);
    ClaimedRefresh claimed = refreshes().claim("copy-a", LONG).orElseThrow();
    RefreshChanges changes = new RefreshChanges(new Names(501, List.of("model.shop.a", "model.shop.\"é\"")), new Names(0, List.of()),
        new Names(1, List.of("model.shop.b")), List.of(new AffectedSchedule(new ScheduleId(3), new Names(0, List.of()),
            new Names(1, List.of("model.shop.a")))));
    Refresh told = with(claimed.refresh(), RefreshState.RUNNING, Optional.of(changes));

    assertEquals(1, refreshes().save(told, claimed.lease()));

    assertEquals(RefreshCause.POLL, claimed.refresh().cause());
    assertEquals(Optional.of(told), refreshes().find(OURS, project, id));
  }

  @Test
  public void theHistoryTellsTheLastThatReplacedTheListAndWhatFailedSince() {
    ProjectId project = aProject(OURS);
    assertEquals(Optional.empty(), history().lastKept(OURS, project));
    Refresh first = carriedOut(project, RefreshState.FAILED, Optional.empty());
    assertEquals(Optional.of(first), history().lastFailed(OURS, project, new RefreshId(0)));
    Refresh kept = carriedOut(project, RefreshState.SUCCESSFUL, Optional.of(NOTHING));
    assertEquals(Optional.empty(), history().lastFailed(OURS, project, kept.id()));
    Refresh brokenOff = carriedOut(project, RefreshState.FAILED, Optional.of(NOTHING));
    Refresh failed = carriedOut(project, RefreshState.FAILED, Optional.empty());

    assertEquals(Optional.of(brokenOff), history().lastKept(OURS, project));
    assertEquals(Optional.of(failed), history().lastFailed(OURS, project, brokenOff.id()));
    assertEquals(Optional.empty(), history().lastKept(ANOTHER, project));
    assertEquals(Optional.empty(), history().lastFailed(ANOTHER, project, new RefreshId(0)));
  }

  @Test
  public void oneWaitsUntilItIsClaimed() {
    ProjectId project = aProject(OURS);
    assertFalse(history().isWaiting(OURS, project));
    refreshes().add(OURS, project, ASKED_AT);
    assertTrue(history().isWaiting(OURS, project));
    assertFalse(history().isWaiting(ANOTHER, project));

    refreshes().claim("copy-a", LONG);

    assertFalse(history().isWaiting(OURS, project));
  }

  private Refresh carriedOut(ProjectId project, RefreshState state, Optional<RefreshChanges> changes) {
    refreshes().add(OURS, project, ASKED_AT);
    ClaimedRefresh claimed = refreshes().claim("copy-a", LONG).orElseThrow();
    Refresh ended = with(claimed.refresh(), state, changes);
    assertEquals(1, refreshes().save(ended, claimed.lease()));
    return ended;
  }

  private static Refresh with(Refresh running, RefreshState state, Optional<RefreshChanges> changes) {
    Optional<Failure> failure = Optional.of(new Failure(FailureCode.PARSE_FAILED, "Mend it.", "")).filter(_ -> state == RefreshState.FAILED);
    return new Refresh(running.id(), running.account(), running.project(), state, "PARSE", Optional.of("0123abcd"), failure,
        running.requestedAt(), Optional.empty(), running.cause(), changes);
  }

  private static Refresh ended(Refresh running, String step) {
    return new Refresh(running.id(), running.account(), running.project(), RefreshState.SUCCESSFUL, step, Optional.of("0123abcd"),
        Optional.empty(), running.requestedAt(), Optional.of(ENDED_AT));
  }
}
