package io.datachannel.dbt.adapters.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ServiceFaultsTest {
  private final Lines lines = new Lines();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final ServiceFaults faults = new ServiceFaults(lines, clock);
  private final PortFailure away =
      new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The database is away.", new IllegalStateException("on purpose"));

  @Test
  void anOutageOfNinetySecondsIsToldWhenItBeginsAfterAMinuteAndWhenItIsOver() {
    for (int beat = 0; beat < 180; beat++) {
      faults.failed("the tick", away);
      clock.advance(Duration.ofMillis(500));
    }
    faults.worked("the tick");
    clock.advance(Duration.ofSeconds(5));
    faults.worked("the tick");
    faults.worked("the tick");

    assertEquals(List.of("DATABASE_UNAVAILABLE: the tick failed. The database is away.",
        "DATABASE_UNAVAILABLE still: the tick and 0 others fail. The database is away.",
        "DATABASE_UNAVAILABLE is over: all that failed works again"), lines.told);
  }

  @Test
  void anOutageThatBefallsManyIsToldOnceAndIsOverWhenAllOfThemWork() {
    faults.failed("one", away);
    faults.failed("another", away);
    clock.advance(Duration.ofSeconds(10));
    faults.worked("one");
    faults.worked("a third");
    assertEquals(1, lines.told.size());

    faults.worked("another");

    assertEquals("DATABASE_UNAVAILABLE is over: all that failed works again", lines.told.get(1));
  }

  @Test
  void aLoopThatWorksInBetweenDoesNotBreakAnOutageInTwo() {
    for (int beat = 0; beat < 20; beat++) {
      faults.failed("the tick", away);
      faults.worked("the tick");
      clock.advance(Duration.ofSeconds(1));
    }

    assertEquals(1, lines.told.size());
  }

  @Test
  void theOutageOfTheDatabaseHidesNoneOfTheStorage() {
    faults.failed("one", away);
    faults.failed("another", new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The bucket is gone.", null));

    assertEquals(2, lines.told.size());
  }

  @Test
  void theOutageOfABucketHidesNoneOfTheDataFolder() {
    ServiceFaults both = new ServiceFaults(lines, clock, "look at the data folder");
    both.failed("look at the storage", new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The bucket is gone.", null));
    both.failed(Heartbeat.told("look at the data folder"), new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The disk is full.", null));
    clock.advance(Duration.ofSeconds(5));
    both.worked(Heartbeat.told("look at the data folder"));

    assertEquals(List.of("STORAGE_UNAVAILABLE: look at the storage failed. The bucket is gone.",
        "STORAGE_UNAVAILABLE in the tick 'look at the data folder': the tick 'look at the data folder' failed. The disk is full.",
        "STORAGE_UNAVAILABLE in the tick 'look at the data folder' is over: all that failed works again"), lines.told);
  }

  @Test
  void aFaultOfTheServiceItselfIsToldEachTime() {
    faults.failed("the tick", new IllegalStateException("a bug"));
    faults.failed("the tick", new IllegalStateException("a bug"));

    assertEquals(2, lines.told.size());
    assertTrue(lines.told.getFirst().startsWith("the tick failed"));
  }

  /** Keeps what it is told. */
  private static final class Lines implements System.Logger {
    private final List<String> told = new ArrayList<>();

    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      told.add(message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      told.add(format);
    }
  }
}
