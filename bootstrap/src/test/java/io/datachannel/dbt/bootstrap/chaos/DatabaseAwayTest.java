package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database dies under runs that go on, and is back after twenty seconds; the leases are those of the standard settings. */
@Chaos
class DatabaseAwayTest {
  private static final int AWAY_SECONDS = 20;

  @Test
  @Tag("fault-12")
  void noRunIsLostForTwentySecondsWithoutADatabase() throws InterruptedException {
    Path folder = ChaosDatabase.fresh();
    try (SharedDatabase database = SharedDatabase.in(folder); Cluster cluster = new Cluster(database, "away").prepared()) {
      cluster.add("--runs-at-once", "10", "--runs-per-account", "20", "--lease-seconds", "40").start();
      cluster.add("--runs-at-once", "10", "--runs-per-account", "20", "--lease-seconds", "40").start();
      cluster.copies().forEach(Copy::api);
      List<Integer> runs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        runs.add(cluster.run(cluster.project(), i % 2 == 0 ? "{\"until\": \"back\"}" : "{\"seconds\": %d}".formatted(i)));
      }
      cluster.awaitBegun(runs.get(10));

      database.kill();
      new CountDownLatch(1).await(AWAY_SECONDS, TimeUnit.SECONDS);
      database.start();
      cluster.stub().release("back");

      cluster.assertSound();
      runs.forEach(run -> assertEquals("SUCCESSFUL", cluster.ending(run),
          () -> "run " + run + "\n" + cluster.api().get("runs/" + run + "/log").body() + "\n" + cluster.said()));
    } finally {
      ChaosDatabase.delete(folder);
    }
  }
}
