package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Copies die at random moments, while runs keep coming. The whole of it, with 50 deaths, is {@code ./run test -Dchaos.kills=50}. */
@Chaos
class KilledCopiesTest {
  private static final int KILLS = Integer.getInteger("chaos.kills", 8);
  private static final int RUNS_A_KILL = 4;

  private final long seed = Long.getLong("chaos.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void eachRunEndsOnceHoweverOftenCopiesDie() throws InterruptedException {
    System.out.printf("chaos.seed=%d chaos.kills=%d%n", seed, KILLS);
    List<Integer> wanted = new ArrayList<>();
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "kills").prepared().withCopies(3)) {
      for (int kill = 0; kill < KILLS; kill++) {
        for (int i = 0; i < RUNS_A_KILL; i++) {
          wanted.add(cluster.run(cluster.project(), "{\"seconds\": %.1f}".formatted(random.nextDouble() * 3)));
        }
        new CountDownLatch(1).await(random.nextInt(3000), TimeUnit.MILLISECONDS);
        Copy victim = cluster.copy(random.nextInt(cluster.copies().size()));
        victim.kill();
        victim.start();
      }
      cluster.startAgain();

      cluster.assertSound();

      assertEquals(wanted, ReadHistory.of(cluster).runs().stream().map(History.RunRow::id).toList());
    }
  }
}
