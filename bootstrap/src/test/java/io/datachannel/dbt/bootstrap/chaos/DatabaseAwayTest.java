package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database dies under runs that go on, and comes back. */
@Chaos
class DatabaseAwayTest {
  private static final int AWAY_SECONDS = 20;

  /** Its leases are those of the standard settings. */
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

  /** Each copy ends its own dbt before its lease is over, and what becomes of the run is as its order says. */
  @Test
  @Tag("fault-13")
  void runsAreLostToADatabaseThatIsAwayForLongerThanALeaseAndNeverCarriedOutTwiceAtOnce() throws InterruptedException {
    Path folder = ChaosDatabase.fresh();
    try (SharedDatabase database = SharedDatabase.in(folder); Cluster cluster = new Cluster(database, "lost").prepared().withCopies(2)) {
      int failed = cluster.run(cluster.project(), "{\"until\": \"back\", \"stubborn\": true}");
      int begunAgain = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"back\"}");
      cluster.awaitBegun(failed);
      cluster.awaitBegun(begunAgain);

      database.kill();
      new CountDownLatch(1).await(Cluster.LEASE.multipliedBy(3).toSeconds(), TimeUnit.SECONDS);
      database.start();
      cluster.awaitOver(failed);
      cluster.await("the other run to be begun again", () -> begun(cluster, begunAgain) == 2);
      cluster.stub().release("back");
      cluster.awaitOver(begunAgain);

      assertEquals("FAILED RUN_LOST", cluster.ending(failed).substring(0, "FAILED RUN_LOST".length()), cluster::said);
      assertEquals("SUCCESSFUL", cluster.ending(begunAgain), cluster::said);
      assertEquals(1, begun(cluster, failed));
      cluster.assertSound();
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  private static long begun(Cluster cluster, int run) {
    return cluster.stub().journal().stream().filter(note -> note.run() == run && note.kind() == Note.Kind.START).count();
  }
}
