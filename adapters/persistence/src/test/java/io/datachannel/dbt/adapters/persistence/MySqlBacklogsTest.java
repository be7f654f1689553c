package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.notifications.TargetBuilder;
import io.datachannel.dbt.application.operation.Backlog;
import io.datachannel.dbt.application.operation.Backlog.OfAccount;
import io.datachannel.dbt.application.operation.Backlog.Queue;
import io.datachannel.dbt.application.runs.QueuePlace;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What waits, as {@code /metrics} tells it. */
@ExtendWith(TestDatabase.class)
class MySqlBacklogsTest {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId THEIRS = new AccountId(2);

  private RunStore store;
  private MySqlBacklogs backlogs;

  @BeforeEach
  void aStore() {
    store = TestDatabase.fixture().runStore();
    backlogs = new MySqlBacklogs(TestDatabase.database());
  }

  private RunId queued(AccountId account, Duration after) {
    return store.runs().add(aRun().in(account).queuedAt(QUEUED_AT.plus(after)).fresh());
  }

  @Test
  void whereNothingWaitsThereIsNothingToTell() {
    assertEquals(new Backlog(List.of(), new Queue(0, Optional.empty()), Map.of(), new Queue(0, Optional.empty())), backlogs.read(5));
  }

  @Test
  void theLongestQueuesComeFirstAndEachTellsItsOldestRun() {
    queued(THEIRS, Duration.ofSeconds(30));
    queued(OURS, Duration.ofSeconds(90));
    queued(OURS, Duration.ofSeconds(10));

    List<OfAccount> accounts = backlogs.read(5).accounts();

    assertEquals(List.of(OURS, THEIRS), accounts.stream().map(OfAccount::account).toList());
    assertEquals(List.of(2, 1), accounts.stream().map(one -> one.queue().waiting()).toList());
    assertEquals(Duration.ofSeconds(20), age(accounts.getFirst().queue()).minus(age(accounts.getLast().queue())));
  }

  @Test
  void theOthersAreToldTogether() {
    queued(THEIRS, Duration.ofSeconds(30));
    queued(OURS, Duration.ofSeconds(90));
    queued(OURS, Duration.ofSeconds(10));

    Backlog backlog = backlogs.read(1);

    assertEquals(List.of(OURS), backlog.accounts().stream().map(OfAccount::account).toList());
    assertEquals(1, backlog.others().waiting());
    assertEquals(List.of(true, false), List.of(age(backlog.others()).isPositive(), age(backlog.others()).compareTo(Duration.ofDays(10_000)) > 0));
  }

  @Test
  void aRunThatWaitsForAnotherIsNotCountedAndOneUnderWayIsThatOfItsCopy() {
    Run first = store.runs().find(OURS, queued(OURS, Duration.ZERO)).orElseThrow().run();
    RunId second = queued(OURS, Duration.ofSeconds(10));
    store.claim("copy-a", Duration.ofHours(1)).orElseThrow();
    store.block(second, new QueuePlace.Wait(first.id(), "main.orders"));

    Backlog backlog = backlogs.read(5);

    assertEquals(List.of(), backlog.accounts());
    assertEquals(Map.of("copy-a", 1), backlog.runningByCopy());
  }

  @Test
  void messagesThatAreToBeSentAreCounted() {
    ProjectId project = TestDatabase.fixture().project(OURS);
    new MySqlNotificationTargets(TestDatabase.database(), new ReversingSeal()).add(OURS, TargetBuilder.aTarget().definition());
    RunId run = store.runs().add(aRun().in(OURS).of(project).fresh());

    new MySqlOutbox(TestDatabase.database()).write(store.runs().find(OURS, run).orElseThrow().run(), NotificationEvent.RUN_FINISHED);

    assertEquals(1, backlogs.read(5).notifications().waiting());
  }

  private static Duration age(Queue queue) {
    return queue.oldest().orElseThrow();
  }
}
