package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.ObjectStorageContract;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PatientStorageTest extends ObjectStorageContract {
  private final InMemoryObjectStorage behind = new InMemoryObjectStorage();
  private final AtomicInteger asked = new AtomicInteger();
  private final SettableClock steady = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  /** So many are under way before one of them is answered. */
  private int together;
  private final PatientStorage storage = new PatientStorage(new Counting(), steady);

  @Override
  protected ObjectStorage storage() {
    return storage;
  }

  @Test
  @Tag("fault-20")
  void howeverManyWantSomethingOfOneThatIsAwayItIsAskedOnceInAWhile() {
    behind.isAway(true);
    Duration asking = Duration.ofMinutes(10);
    for (Duration past = Duration.ZERO; past.compareTo(asking) < 0; past = past.plusMillis(250)) {
      for (int wish = 0; wish < 5; wish++) {
        assertEquals(FailureCode.STORAGE_UNAVAILABLE, assertThrows(PortFailure.class, () -> storage.size("a")).code());
      }
      steady.advance(Duration.ofMillis(250));
    }

    // After 1, 2, 4, 8, 16 s, and then each 30 s.
    assertTrue(asked.get() >= 20 && asked.get() <= 26, asked::toString);
    assertTrue(storage.isAway());
  }

  @Test
  @Tag("fault-20")
  void itGoesOnByItselfWhenItAnswersAgain() {
    behind.isAway(true);
    assertThrows(PortFailure.class, storage::look);
    behind.isAway(false);
    assertThrows(PortFailure.class, storage::look);
    assertEquals(1, asked.get());

    steady.advance(PatientStorage.FIRST_PAUSE);
    assertDoesNotThrow(storage::look);

    assertFalse(storage.isAway());
    assertEquals(Optional.empty(), storage.size("a"));
  }

  @Test
  void oneThatNoOneAskedForAMinuteIsLookedAt() {
    storage.look();
    storage.look();
    assertEquals(1, asked.get());

    steady.advance(PatientStorage.UNHEARD);
    storage.look();

    assertEquals(2, asked.get());
  }

  @Test
  void afterAnAnswerTheNextOutageBeginsWithAShortPause() {
    behind.isAway(true);
    for (int i = 0; i < 8; i++) {
      assertThrows(PortFailure.class, () -> storage.size("a"));
      steady.advance(PatientStorage.LONGEST_PAUSE);
    }
    behind.isAway(false);
    storage.size("a");
    behind.isAway(true);
    assertThrows(PortFailure.class, () -> storage.size("a"));
    behind.isAway(false);

    steady.advance(PatientStorage.FIRST_PAUSE);

    assertDoesNotThrow(() -> storage.size("a"));
  }

  @Test
  void callsThatFailTogetherAreOneFailure() {
    behind.isAway(true);
    together = 6;
    assertThrows(PortFailure.class, () -> storage.size("a"));
    assertEquals(6, asked.get());
    behind.isAway(false);

    steady.advance(PatientStorage.FIRST_PAUSE);

    assertDoesNotThrow(() -> storage.size("a"));
  }

  /** The storage behind it. */
  private final class Counting implements ObjectStorage {
    @Override
    public String put(String key, Path file) {
      asked.incrementAndGet();
      return behind.put(key, file);
    }

    @Override
    public Optional<InputStream> open(String key, long offset) {
      asked.incrementAndGet();
      return behind.open(key, offset);
    }

    @Override
    public Optional<Long> size(String key) {
      if (asked.incrementAndGet() < together) {
        assertThrows(PortFailure.class, () -> storage.size(key));
      }
      return behind.size(key);
    }

    @Override
    public Optional<URI> link(String key, Duration validity, String fileName) {
      return behind.link(key, validity, fileName);
    }

    @Override
    public List<String> list(String prefix) {
      asked.incrementAndGet();
      return behind.list(prefix);
    }

    @Override
    public void deleteBelow(String prefix) {
      asked.incrementAndGet();
      behind.deleteBelow(prefix);
    }
  }
}
