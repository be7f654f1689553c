package io.datachannel.dbt.application.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.execution.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotateKeysTest {
  private static final SealedRows.Pass NOTHING = new SealedRows.Pass(0, 0, 0);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final Keys keys = new Keys();
  private final Deque<SealedRows.Pass> passes = new ArrayDeque<>();
  private final RotateKeys rotate = new RotateKeys(keys, passes::remove, clock);

  @Test
  void aRotationMakesAKeyAndSealsTheRowsByIt() {
    SealedRows.Pass pass = new SealedRows.Pass(7, 0, 1);
    passes.add(pass);

    assertEquals(new RotateKeys.Rotated(2, pass), rotate.rotate());
    assertEquals(1, keys.old);
  }

  @Test
  void oldKeysStayForMoreThanADay() {
    rotated();
    clock.advance(RotateKeys.OLD_KEYS_STAY);

    rotate.tick();
    assertEquals(1, keys.old);

    clock.advance(MOMENT);
    passes.add(NOTHING);
    rotate.tick();
    assertEquals(0, keys.old);
  }

  @Test
  void anOldKeyThatStillSealedSomethingStaysUntilAPassFindsNothing() {
    rotated();
    clock.advance(RotateKeys.OLD_KEYS_STAY.plus(MOMENT));

    passes.add(new SealedRows.Pass(1, 0, 0));
    rotate.tick();
    assertEquals(1, keys.old);
    passes.add(new SealedRows.Pass(0, 1, 0));
    rotate.tick();
    assertEquals(1, keys.old);
    passes.add(new SealedRows.Pass(0, 0, 5));
    rotate.tick();
    assertEquals(0, keys.old, "what no key opens does not keep them");
  }

  @Test
  void aTickTakesOverWhatOtherCopiesChangedAndLooksAtNoRowWithoutOldKeys() {
    rotate.tick();
    rotate.tick();

    assertEquals(2, keys.reloads);
  }

  private void rotated() {
    passes.add(NOTHING);
    rotate.rotate();
  }

  private final class Keys implements KeyRotation {
    private Instant changedAt = clock.instant();
    private int old;
    private int made = 1;
    private int reloads;

    @Override
    public int addKey() {
      old++;
      changedAt = clock.instant();
      return ++made;
    }

    @Override
    public Optional<Instant> oldKeysSince() {
      return old == 0 ? Optional.empty() : Optional.of(changedAt);
    }

    @Override
    public int destroyOldKeys() {
      int destroyed = old;
      old = 0;
      return destroyed;
    }

    @Override
    public void reload() {
      reloads++;
    }
  }
}
