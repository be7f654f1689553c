package io.datachannel.dbt.adapters.scheduling;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  @Test
  void aTickThatFailsIsCalledAgainAndDoesNotHoldUpTheOthers() throws InterruptedException {
    CountDownLatch failing = new CountDownLatch(3);
    CountDownLatch good = new CountDownLatch(3);
    try (Heartbeat heartbeat = new Heartbeat()) {
      heartbeat.every(Duration.ofMillis(5), "failing", () -> {
        failing.countDown();
        throw new IllegalStateException("on purpose");
      });
      heartbeat.every(Duration.ofMillis(5), "good", good::countDown);

      assertTrue(failing.await(10, TimeUnit.SECONDS));
      assertTrue(good.await(10, TimeUnit.SECONDS));
    }
  }
}
