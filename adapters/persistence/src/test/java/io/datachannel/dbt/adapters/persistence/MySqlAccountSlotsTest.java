package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.runs.RunBuilder.FINISHED_AT;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.runs.AccountSlots.Slot;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only a database can show of the slots: wrong counts, plans, and many who claim and end at once. */
@ExtendWith(TestDatabase.class)
class MySqlAccountSlotsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private RunStore store;

  @BeforeEach
  void aDatabase() {
    store = TestDatabase.fixture().runStore();
  }

  @Test
  void wrongCountsAreMended() {
    store.runs().add(aRun().fresh());
    spoil("queued = 7, running = 3, top_priority = 127");

    assertTrue(store.unitOfWork().inTransaction(() -> store.slots().reconcile(OURS)));

    assertEquals(new Slot(1, 0, 4), store.slot(OURS));
    assertFalse(store.unitOfWork().inTransaction(() -> store.slots().reconcile(OURS)));
  }

  @Test
  void aSlotThatPromisesARunWhichIsNotThereKeepsNoOneElseFromTheirs() {
    RunId ours = store.runs().add(aRun().fresh());
    store.move(ours, new RunState.Cancelled(FINISHED_AT));
    spoil("queued = 1, top_priority = 0");
    RunId another = store.runs().add(aRun().in(new AccountId(2)).fresh());

    assertEquals(Optional.of(another), store.claim("copy-a", LONG).map(Run::id));
    assertEquals(new Slot(0, 0, 4), store.slot(OURS));
  }

  @Test
  void anAccountsOwnLimitWinsOverTheSettings() {
    store.runs().add(aRun().fresh());
    spoil("own_limit = 9");

    store.unitOfWork().inTransaction(() -> store.slots().reconcile(OURS));

    assertEquals(new Slot(1, 0, 9), store.slot(OURS));
  }

  @Test
  void manyWhoClaimAndEndAtOnceKeepLimitsAndCountsAndForgetNoRun() throws Exception {
    List<AccountId> accounts = IntStream.rangeClosed(1, 5).mapToObj(AccountId::new).toList();
    accounts.forEach(account -> IntStream.range(0, 20).forEach(number -> store.runs().add(aRun().in(account).fresh())));
    List<Integer> ended = new ArrayList<>();
    Callable<Boolean> worker = () -> {
      for (int looks = 0; looks < 400 && count(ended) < 100; looks++) {
        store.claim("copy", LONG).ifPresent(run -> {
          assertTrue(store.slot(run.account()).running() <= 4);
          store.move(run.id(), new RunState.Cancelled(FINISHED_AT));
          add(ended, run.id().value());
        });
      }
      return true;
    };

    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> done : threads.invokeAll(List.of(worker, worker, worker, worker, worker, worker))) {
        assertTrue(done.get());
      }
    }

    assertEquals(100, ended.stream().distinct().count());
    assertEquals(100, ended.size());
    accounts.forEach(account -> assertEquals(new Slot(0, 0, 4), store.slot(account)));
  }

  /** With statistics of a table that holds more than the queue. */
  @Test
  void theNextAccountAndItsNextRunAreReadFromAnIndexInTheirOrder() {
    IntStream.range(0, 300).forEach(number -> store.runs().add(aRun().in(new AccountId(1 + number % 30)).fresh()));

    Values some = Values.of("account", 1).with("most", 4).withAll("accounts", List.of(1, 2, 3, 4));
    assertEquals(List.of("next_account"), planOf(SlotStatements.LOCK_NEXT, some));
    assertEquals(List.of("PRIMARY", "queue_of_account"), planOf(RunQueueStatements.NEXT, some));
    assertEquals(List.of("queue_of_account"), planOf(SlotStatements.TOP_PRIORITY, some));
    assertEquals(List.of("active_accounts"), planOf(SlotStatements.FLOOR, some));
  }

  /** The keys that are used; a plan that has to sort is none. */
  private static List<String> planOf(Sql sql, Values values) {
    return TestDatabase.database().session().all(new Sql("explain." + sql.name(), "explain " + sql.text()), values,
        row -> row.optionalText("Extra").orElse("").contains("filesort") ? "sorted" : row.text("key"));
  }

  private static void spoil(String columns) {
    TestDatabase.execute(TestDatabase.settings(), List.of("update dc_logs.dbt_account_slots set " + columns + " where account_id = 1"));
  }

  private static int count(List<Integer> list) {
    synchronized (list) {
      return list.size();
    }
  }

  private static void add(List<Integer> list, int value) {
    synchronized (list) {
      list.add(value);
    }
  }
}
