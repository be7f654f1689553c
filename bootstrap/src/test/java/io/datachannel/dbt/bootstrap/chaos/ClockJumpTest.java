package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clock of one copy's machine jumps, while it has a run and after a schedule has fired. */
@Tag("fault-41")
@Chaos
class ClockJumpTest {
  /** An hour forward, then back, five minutes off the other's, and back to yesterday. */
  private static final List<String> OFFSETS = List.of("+3600", "-3600", "+300", "-86400");

  @Test
  void jumpsForwardAndBackDoNoHarm() throws InterruptedException {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "clock").prepared()) {
      FakeClock clock = FakeClock.in(cluster.folder());
      Copy jumping = cluster.add(clock.environment()).start();
      int run = cluster.run(cluster.project(), "{\"until\": \"jumped\"}");
      cluster.awaitBegun(run);
      Schedules schedules = new Schedules(cluster);
      int schedule = schedules.set(cluster.project(), Schedules.ALL_MODELS, "\"vars\": {\"seconds\": 0.1}");
      schedules.due(24, schedule);
      cluster.awaitOver(schedules.run(schedule));
      cluster.add().start().api();

      for (String offset : OFFSETS) {
        clock.jumpTo(offset);
        new CountDownLatch(1).await(Cluster.LEASE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
        int later = cluster.run(cluster.project(), "{}");
        cluster.awaitOver(later);
        assertEquals("SUCCESSFUL", cluster.status(later), cluster::said);
        assertEquals("RUNNING", cluster.status(run), jumping::output);
      }

      cluster.stub().release("jumped");
      cluster.awaitOver(run);
      assertEquals("SUCCESSFUL", cluster.status(run), cluster::said);
      assertEquals(1, schedules.firings(schedule).size());
      assertTrue(jumping.isAlive());
      cluster.assertSound();
    }
  }
}
