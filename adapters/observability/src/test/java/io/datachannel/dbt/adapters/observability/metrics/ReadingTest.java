package io.datachannel.dbt.adapters.observability.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What takes a while to read is read seldom, and holds no one up. */
class ReadingTest {
  private final SettableClock steady = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean away;

  private final Reading<Integer> reading = new Reading<>("test", () -> {
    reads.incrementAndGet();
    if (away) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "away", null);
    }
    return reads.get();
  }, steady);

  @Test
  void itIsReadOnceInAFewSeconds() {
    assertEquals(Optional.of(1), reading.latest());
    steady.advance(Duration.ofSeconds(4));
    assertEquals(Optional.of(1), reading.latest());
    steady.advance(Duration.ofSeconds(1));
    assertEquals(Optional.of(2), reading.latest());
    assertEquals(2, reads.get());
  }

  @Test
  void whatWasReadStandsForAMinuteOfAnOutageAndIsThenNotKnown() {
    reading.latest();
    away = true;
    steady.advance(Duration.ofSeconds(50));
    assertEquals(Optional.of(1), reading.latest());
    assertEquals(Optional.of(1), reading.latest());
    assertEquals(2, reads.get(), "an outage is not asked again and again by one page");

    steady.advance(Duration.ofSeconds(10));
    assertEquals(Optional.empty(), reading.latest());

    away = false;
    steady.advance(Duration.ofSeconds(5));
    assertEquals(Optional.of(4), reading.latest());
  }

  @Test
  void oneThatHangsIsWaitedForOnce() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Reading<Integer> hanging = new Reading<>("hanging", () -> {
      begun.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      return 1;
    }, steady);

    assertTimeout(Duration.ofSeconds(10), () -> {
      for (int metric = 0; metric < 50; metric++) {
        assertEquals(Optional.empty(), hanging.latest());
        steady.advance(Duration.ofSeconds(10));
      }
    });
    assertEquals(1, begun.get());
    end.countDown();
  }
}
