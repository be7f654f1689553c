package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.application.transaction.UnitOfWorkContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlUnitOfWorkTest extends UnitOfWorkContract {
  private static final Sql CONNECTION = new Sql("test.connection", "select connection_id() as id");
  private static final Sql WRONG = new Sql("test.wrong", "select no_such_column from ${logs}.log_dbt_project_run");

  @Override
  protected UnitOfWork unitOfWork() {
    return new MySqlUnitOfWork(TestDatabase.database());
  }

  private Runs runs() {
    return new MySqlRuns(TestDatabase.database());
  }

  @Test
  void nothingIsKeptOfWorkThatThrows() {
    assertThrows(IllegalStateException.class, () -> unitOfWork().inTransaction(() -> {
      unitOfWork().inTransaction(() -> runs().add(aRun().fresh()));
      throw new IllegalStateException("after the nested work");
    }));

    assertEquals(0, count());
  }

  @Test
  void nothingIsKeptOfWorkThatHidesAFailedStatement() {
    PortFailure failure = assertThrows(PortFailure.class, () -> unitOfWork().inTransaction(() -> {
      runs().add(aRun().fresh());
      return assertThrows(PortFailure.class, () -> TestDatabase.database().session().all(WRONG, new Values(), row -> row));
    }));

    assertEquals(FailureCode.INTERNAL_ERROR, failure.code());
    assertEquals(0, count());
  }

  @Test
  void theConnectionIsGivenBackAfterFailures() {
    for (int more = 0; more < 3 * TestDatabase.settings().poolSize(); more++) {
      assertThrows(PortFailure.class, () -> TestDatabase.database().session().all(WRONG, new Values(), row -> row));
      assertThrows(IllegalStateException.class, () -> unitOfWork().inTransaction(() -> {
        runs().add(aRun().fresh());
        throw new IllegalStateException("no");
      }));
    }
    assertEquals(0, count());
  }

  @Test
  void theLoserOfADeadlockDoesItsWorkAgain() throws Exception {
    RunId one = runs().add(aRun().fresh());
    RunId other = runs().add(aRun().in(new AccountId(2)).fresh());
    AtomicInteger attempts = new AtomicInteger();
    CyclicBarrier bothHoldTheirFirst = new CyclicBarrier(2);

    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> done = threads.invokeAll(List.of(
          () -> lockBoth(one, other, attempts, bothHoldTheirFirst), () -> lockBoth(other, one, attempts, bothHoldTheirFirst)));

      assertEquals(List.of(true, true), done.stream().map(Future::resultNow).toList());
    }
    assertEquals(3, attempts.get());
  }

  @Test
  void workWhoseConnectionBreaksIsDoneAgain() {
    AtomicInteger attempts = new AtomicInteger();

    RunId kept = unitOfWork().inTransaction(() -> {
      RunId added = runs().add(aRun().fresh());
      if (attempts.incrementAndGet() == 1) {
        long connection = TestDatabase.database().session().one(CONNECTION, new Values(), row -> row.number("id")).orElseThrow();
        TestDatabase.execute(TestDatabase.settings(), List.of("kill " + connection));
      }
      return runs().find(OURS, added).orElseThrow().run().id();
    });

    assertEquals(2, attempts.get());
    assertEquals(1, count());
    assertEquals(kept, runs().list(OURS, Optional.empty(), new Page(0, 200)).getFirst().run().id());
  }

  private boolean lockBoth(RunId first, RunId second, AtomicInteger attempts, CyclicBarrier bothHoldTheirFirst) {
    return unitOfWork().inTransaction(() -> {
      boolean firstAttempt = attempts.incrementAndGet() <= 2;
      runs().lock(first);
      if (firstAttempt) {
        await(bothHoldTheirFirst);
      }
      return runs().lock(second).isPresent();
    });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private int count() {
    return runs().list(OURS, Optional.empty(), new Page(0, 200)).size();
  }
}
