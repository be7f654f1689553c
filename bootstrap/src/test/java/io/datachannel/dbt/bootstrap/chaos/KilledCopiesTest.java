package io.datachannel.dbt.bootstrap.chaos;

import org.junit.jupiter.api.Test;

/** A few deaths at random moments; {@link FaultsBench} has many more. */
@Chaos
class KilledCopiesTest {
  private static final int KILLS = Integer.getInteger("chaos.kills", 8);

  @Test
  void eachRunEndsOnceHoweverOftenCopiesDie() throws InterruptedException {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    System.out.println("chaos.seed=" + seed);
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "kills").prepared()) {
      System.out.println(new RandomKills(cluster, seed).run(KILLS));
    }
  }
}
