package io.datachannel.dbt.adapters.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  @Test
  void aTickThatFailsIsCalledAgainAndDoesNotHoldUpTheOthers() throws InterruptedException {
    CountDownLatch failing = new CountDownLatch(3);
    CountDownLatch good = new CountDownLatch(3);
    try (Heartbeat heartbeat = new Heartbeat(new ServiceFaults(() -> Instant.EPOCH))) {
      heartbeat.every(Duration.ofMillis(5), "failing", () -> {
        failing.countDown();
        throw new IllegalStateException("on purpose");
      });
      heartbeat.every(Duration.ofMillis(5), "good", good::countDown);

      assertTrue(failing.await(10, TimeUnit.SECONDS));
      assertTrue(good.await(10, TimeUnit.SECONDS));
    }
  }

  /** As when the heap is full for a moment. */
  @Test
  void aTickThatEndsWithAnErrorIsToldAndCalledAgain() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);
    CountDownLatch paced = new CountDownLatch(3);
    CountDownLatch told = new CountDownLatch(6);
    ServiceFaults faults = new ServiceFaults(new FullLog(told), () -> Instant.EPOCH);
    try (Heartbeat heartbeat = new Heartbeat(faults)) {
      heartbeat.every(Duration.ofMillis(5), "failing", () -> {
        beats.countDown();
        throw new OutOfMemoryError("on purpose");
      });
      heartbeat.paced("paced", () -> {
        paced.countDown();
        throw new StackOverflowError("on purpose");
      }, () -> Duration.ofMillis(5));

      assertTrue(beats.await(10, TimeUnit.SECONDS));
      assertTrue(paced.await(10, TimeUnit.SECONDS));
      assertTrue(told.await(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aTickCanBeginAtOnce() throws InterruptedException {
    CountDownLatch called = new CountDownLatch(1);
    try (Heartbeat heartbeat = new Heartbeat(new ServiceFaults(() -> Instant.EPOCH))) {
      heartbeat.nowAndEvery(Duration.ofDays(1), "soon", called::countDown);

      assertTrue(called.await(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aPacedTickIsCalledAfterThePauseThatItAsksForAlsoWhenItFails() throws InterruptedException {
    CountDownLatch called = new CountDownLatch(3);
    CountDownLatch late = new CountDownLatch(2);
    try (Heartbeat heartbeat = new Heartbeat(new ServiceFaults(() -> Instant.EPOCH))) {
      heartbeat.paced("paced", () -> {
        called.countDown();
        throw new IllegalStateException("on purpose");
      }, () -> Duration.ofMillis(5));
      heartbeat.paced("late", late::countDown, () -> Duration.ofDays(1));

      assertTrue(called.await(10, TimeUnit.SECONDS));
      assertEquals(1, late.getCount());
    }
  }

  @Test
  void ticksThatHangDoNotHoldUpTheOthers() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(3);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch good = new CountDownLatch(3);
    try (Heartbeat heartbeat = new Heartbeat(new ServiceFaults(() -> Instant.EPOCH))) {
      for (int count = 0; count < 3; count++) {
        heartbeat.every(Duration.ofMillis(5), "hanging", () -> {
          hanging.countDown();
          await(end);
        });
      }
      assertTrue(hanging.await(10, TimeUnit.SECONDS));
      heartbeat.every(Duration.ofMillis(5), "good", good::countDown);

      assertTrue(good.await(10, TimeUnit.SECONDS));
      end.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
