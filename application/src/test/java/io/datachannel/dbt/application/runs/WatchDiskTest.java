package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.storage.DiskUsers;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of an account that takes more of the disk than it may. */
class WatchDiskTest {
  private static final long MOST = 1000;
  private static final AccountId FULL_BY_WHAT_IS_KEPT = new AccountId(73);

  @TempDir
  Path folder;

  private final Map<AccountId, Long> taken = new HashMap<>();
  private final Map<AccountId, Duration> walks = new HashMap<>();
  private final Map<AccountId, Runnable> during = new HashMap<>();
  private final List<AccountId> looks = new CopyOnWriteArrayList<>();
  private final KeptProcesses kept = new KeptProcesses(new HashSet<>());
  private RunFixture fixture;
  private WatchDisk watch;

  @BeforeEach
  void make() throws IOException {
    fixture = new RunFixture(folder);
    watch = new WatchDisk(fixture.running, kept, (account, besides) -> {
      looks.add(account);
      during.getOrDefault(account, () -> { }).run();
      fixture.clock.advance(walks.getOrDefault(account, Duration.ZERO));
      return taken.getOrDefault(account, 0L) + besides.size();
    }, MOST, fixture.clock);
  }

  @Test
  @Tag("fault-21")
  void aRunBeyondItsQuotaFailsAndSaysSo() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    taken.put(RunFixture.CALLER.account(), MOST + 1);

    beat();

    run.done().join();
    assertEquals(RunStatus.FAILED, fixture.run(run.id()).run().state().status());
    RunError error = fixture.ledger.errors(RunFixture.CALLER.account(), run.id()).getFirst();
    assertEquals(FailureCode.DISK_QUOTA, error.failure().code());
    assertTrue(error.failure().message().contains("disk quota"), error.failure().message());
  }

  @Test
  @Tag("fault-21")
  void runsOfOtherAccountsGoOn() {
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    taken.put(new AccountId(RunFixture.CALLER.account().value() + 1), MOST + 1);
    taken.put(RunFixture.CALLER.account(), MOST);

    beat();

    assertEquals(RunStatus.RUNNING, fixture.run(run.id()).run().state().status());
    fixture.cancelRun().cancel(RunFixture.CALLER.account(), run.id());
    run.done().join();
  }

  @Test
  void lookingAtManyFilesTakesATwentiethOfTheTimeAndHoldsUpNoOtherAccount() {
    AccountId many = new AccountId(71);
    AccountId few = new AccountId(72);
    kept.accounts().addAll(Set.of(many, few));
    walks.put(many, Duration.ofSeconds(3));

    beat();
    for (int second = 0; second < 59; second++) {
      fixture.clock.advance(Duration.ofSeconds(1));
      beat();
    }

    assertEquals(1, looks.stream().filter(many::equals).count());
    assertEquals(60, looks.stream().filter(few::equals).count());

    fixture.clock.advance(Duration.ofSeconds(1));
    beat();

    assertEquals(2, looks.stream().filter(many::equals).count());
  }

  @Test
  @Tag("fault-21")
  void whatIsKeptOfAnAccountBeyondItsQuotaIsGivenUpAlsoWithoutARun() {
    AccountId full = new AccountId(71);
    AccountId other = new AccountId(72);
    kept.accounts().addAll(Set.of(full, other, FULL_BY_WHAT_IS_KEPT));
    taken.put(full, MOST + 1);
    taken.put(FULL_BY_WHAT_IS_KEPT, MOST);
    taken.put(other, MOST);

    beat();

    assertEquals(Set.of(other), kept.accounts());
  }

  /** Its files take so long to be looked at that the next look is a minute away. */
  @Test
  @Tag("fault-21")
  void aRunThatGoesOnAllTheSameIsKilledAtTheNextTick() {
    fixture.dbt.deafToInterrupts();
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    taken.put(RunFixture.CALLER.account(), MOST + 1);
    walks.put(RunFixture.CALLER.account(), Duration.ofSeconds(3));

    beat();
    assertEquals(1, fixture.dbt.interrupts());
    assertEquals(RunStatus.RUNNING, fixture.run(run.id()).run().state().status());
    beat();

    run.done().join();
    assertEquals(RunStatus.FAILED, fixture.run(run.id()).run().state().status());
    assertEquals(1, looks.size());
  }

  @Test
  void manyAccountsWithManyFilesTakeAQuarterOfTheTimeTogetherAndAreLookedAtEquallyOften() {
    List<AccountId> accounts = LongStream.rangeClosed(71, 90).mapToObj(AccountId::new).toList();
    accounts.forEach(account -> walks.put(account, Duration.ofSeconds(1)));
    kept.accounts().addAll(accounts);
    Instant begun = fixture.clock.instant();

    while (Duration.between(begun, fixture.clock.instant()).compareTo(Duration.ofHours(1)) < 0) {
      fixture.clock.advance(Duration.ofSeconds(1));
      beat();
    }

    assertTrue(looks.size() > 3600 / 5 && looks.size() < 3600 * 0.27, () -> looks.size() + " looks of a second each in an hour");
    List<Long> each = accounts.stream().map(account -> looks.stream().filter(account::equals).count()).sorted().toList();
    assertTrue(each.getLast() - each.getFirst() <= 1, each::toString);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Tag("fault-21")
  void aLookThatDoesNotEndHoldsUpNeitherTheLooksAtOthersNorAKill() throws InterruptedException {
    AccountId endless = new AccountId(71);
    fixture.dbt.deafToInterrupts();
    RunFixture.UnderWay run = fixture.underWay(Nodes.success("orders"));
    taken.put(RunFixture.CALLER.account(), MOST + 1);
    kept.accounts().add(endless);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    during.put(endless, () -> {
      begun.countDown();
      await(end);
    });
    CompletableFuture<Void> first = CompletableFuture.runAsync(watch::look, Thread::startVirtualThread);
    CompletableFuture<Void> second = CompletableFuture.runAsync(watch::look, Thread::startVirtualThread);
    begun.await();
    CompletableFuture.anyOf(first, second).join();

    beat();
    beat();

    run.done().join();
    assertEquals(RunStatus.FAILED, fixture.run(run.id()).run().state().status());
    end.countDown();
    CompletableFuture.allOf(first, second).join();
    assertEquals(1, looks.stream().filter(endless::equals).count());
  }

  @Test
  void aLookThatFailsIsToldAndKeepsNoOtherAccountFromItsOwn() {
    AccountId broken = new AccountId(71);
    AccountId other = new AccountId(72);
    kept.accounts().addAll(Set.of(broken, other));
    during.put(broken, () -> {
      throw new IllegalStateException("on purpose");
    });

    assertThrows(IllegalStateException.class, watch::look);
    watch.look();

    assertEquals(1, looks.stream().filter(other::equals).count());
  }

  private void beat() {
    watch.look();
    watch.tick();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private record KeptProcesses(Set<AccountId> accounts) implements DiskUsers {
    @Override
    public List<Path> foldersOf(AccountId account) {
      return account.equals(FULL_BY_WHAT_IS_KEPT) ? List.of(Path.of("servers")) : List.of();
    }

    @Override
    public void giveUp(AccountId account) {
      accounts.remove(account);
    }
  }
}
