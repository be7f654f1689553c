package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.application.runs.RunBuilder.aRun;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class BeatsTest {

  @Test
  @Tag("fault-17")
  void aLeaseIsRenewedWhileEveryOtherConnectionIsTaken() throws InterruptedException {
    RunStore store = TestDatabase.fixture().runStore();
    RunId run = store.runs().add(aRun().fresh());
    store.claim("copy-a", Duration.ofHours(1)).orElseThrow();
    int all = TestDatabase.settings().poolSize();
    CountDownLatch taken = new CountDownLatch(all);
    CountDownLatch over = new CountDownLatch(1);

    try (Database beats = TestDatabase.database().forBeats(); ExecutorService threads = Executors.newFixedThreadPool(all)) {
      for (int connection = 0; connection < all; connection++) {
        threads.execute(() -> store.unitOfWork().inTransaction(() -> {
          store.runs().find(TestDatabase.OURS, run);
          taken.countDown();
          return await(over);
        }));
      }
      taken.await();
      try {
        assertEquals(1, new MySqlRunQueue(beats).lease(run, new Lease("copy-a", 1), Duration.ofHours(1)));
      } finally {
        over.countDown();
      }
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
