package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.StoreProcess;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens to a soak, one fault after the other at random moments: copies but the first die, the database is killed or restarted, the storage goes away. */
final class SoakFaults implements AutoCloseable {
  private static final int LONGEST_PAUSE_SECONDS = 25;
  private static final int LONGEST_DATABASE_OUTAGE_SECONDS = 5;
  private static final int LONGEST_STORAGE_OUTAGE_SECONDS = 30;

  private final Cluster cluster;
  private final StoreProcess store;
  private final Random random;
  private final CountDownLatch enough = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("faults").unstarted(this::happen);
  private volatile Counts counts = new Counts(0, 0, 0);
  private volatile Throwable broken;

  /** How often each happened. */
  record Counts(int kills, int databaseRestarts, int storageOutages) {}

  SoakFaults(Cluster cluster, StoreProcess store, long seed) {
    this.cluster = cluster;
    this.store = store;
    this.random = new Random(seed);
  }

  SoakFaults begun() {
    thread.start();
    return this;
  }

  private void happen() {
    try {
      while (!enough.await(3 + random.nextInt(LONGEST_PAUSE_SECONDS - 3), TimeUnit.SECONDS)) {
        switch (random.nextInt(6)) {
          case 0 -> database();
          case 1 -> storage();
          default -> kill();
        }
      }
    } catch (InterruptedException | RuntimeException | AssertionError failed) {
      broken = failed;
    }
  }

  private void kill() {
    Copy victim = cluster.copy(1 + random.nextInt(cluster.copies().size() - 1));
    // One that finds no database when it starts ends by itself, and is started again by whoever watches over it.
    if (victim.isAlive()) {
      victim.kill();
    }
    victim.start();
    counts = new Counts(counts.kills() + 1, counts.databaseRestarts(), counts.storageOutages());
  }

  private void database() throws InterruptedException {
    if (random.nextBoolean()) {
      cluster.database().kill();
    } else {
      cluster.database().stop();
    }
    enough.await(random.nextInt(1, LONGEST_DATABASE_OUTAGE_SECONDS + 1), TimeUnit.SECONDS);
    cluster.database().start();
    counts = new Counts(counts.kills(), counts.databaseRestarts() + 1, counts.storageOutages());
  }

  private void storage() throws InterruptedException {
    store.stop();
    enough.await(random.nextInt(5, LONGEST_STORAGE_OUTAGE_SECONDS + 1), TimeUnit.SECONDS);
    store.start();
    counts = new Counts(counts.kills(), counts.databaseRestarts(), counts.storageOutages() + 1);
  }

  /** When what goes on is mended; all that was away is back then, or coming back. @throws AssertionError when a fault could not be made */
  Counts over() throws InterruptedException {
    enough.countDown();
    thread.join(TimeUnit.MINUTES.toMillis(3));
    if (broken != null || thread.isAlive()) {
      throw new AssertionError("the faults did not come to their end", broken);
    }
    return counts;
  }

  /** What it has begun comes to its end by itself. */
  @Override
  public void close() {
    enough.countDown();
  }
}
