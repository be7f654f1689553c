package io.datachannel.dbt.application.readiness;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final SettableClock steady = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private Optional<PortFailure> failure = Optional.empty();
  private final WatchedPart database = new WatchedPart("database", FailureCode.DATABASE_UNAVAILABLE, this::look, steady);
  private final WatchedPart folder = new WatchedPart("dataFolder", FailureCode.STORAGE_UNAVAILABLE, () -> { }, steady);
  private final Readiness readiness = new Readiness(List.of(database, folder));

  @Test
  void aServiceIsReadyWhileAllThatItStandsOnIs() {
    database.tick();

    assertEquals(report(true, true, true), readiness.report());
    assertDoesNotThrow(readiness::orFail);
  }

  @Test
  void itIsNotReadyFromTheFailedLookToTheNextGoodOne() {
    failure = Optional.of(new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "It is read-only.", null));
    assertThrows(PortFailure.class, database::tick);

    assertEquals(report(false, true, true), readiness.report());
    assertEquals("It is read-only.", assertThrows(PortFailure.class, readiness::orFail).getMessage());

    failure = Optional.empty();
    database.tick();
    assertTrue(readiness.report().ready());
  }

  @Test
  void whatDoesNotAnswerCountsAsAway() {
    steady.advance(WatchedPart.LONGEST_SILENCE);
    assertTrue(readiness.report().ready());

    steady.advance(Duration.ofMillis(1));
    folder.tick();

    assertEquals(report(false, true, true), readiness.report());
    assertEquals(FailureCode.DATABASE_UNAVAILABLE, assertThrows(PortFailure.class, readiness::orFail).code());
  }

  @Test
  void whoDrainsIsNotReadyAndCouldWorkAllTheSame() {
    readiness.drain();

    assertEquals(report(true, true, false), readiness.report());
    assertDoesNotThrow(readiness::orFail);
    assertFalse(readiness.report().ready());
  }

  @Test
  @Tag("fault-20")
  void whatTheServiceCanDoWithoutIsToldWithACodeAndDoesNotCount() {
    failure = Optional.of(new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The credentials have expired.", null));
    WatchedPart storage = new WatchedPart("storage", FailureCode.STORAGE_UNAVAILABLE, this::look, steady);
    Readiness sparing = new Readiness(List.of(folder), List.of(storage));
    assertThrows(PortFailure.class, storage::tick);

    assertTrue(sparing.report().ready());
    assertEquals(List.of(new Readiness.SparedCheck("storage", Optional.of(FailureCode.STORAGE_UNAVAILABLE))), sparing.report().spared());
    assertDoesNotThrow(sparing::orFail);
  }

  private static Readiness.Report report(boolean database, boolean folder, boolean notDraining) {
    return new Readiness.Report(database && folder && notDraining, List.of(new Readiness.Check("database", database),
        new Readiness.Check("dataFolder", folder), new Readiness.Check("notDraining", notDraining)));
  }

  private void look() {
    failure.ifPresent(reason -> {
      throw reason;
    });
  }
}
