package io.datachannel.dbt.application.keys;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Exchanges the key that seals secrets, while the service and its other copies go on. */
public final class RotateKeys {
  /** Longer than what is sealed but not sealed again is kept: answers to idempotency keys, and logins under way. */
  public static final Duration OLD_KEYS_STAY = Duration.ofHours(25);
  private static final Logger LOG = System.getLogger(RotateKeys.class.getName());

  private final KeyRotation keys;
  private final SealedRows rows;
  private final InstantSource clock;

  public RotateKeys(KeyRotation keys, SealedRows rows, InstantSource clock) {
    this.keys = keys;
    this.rows = rows;
    this.clock = clock;
  }

  /** Makes a new key, and seals again what earlier ones sealed. */
  public Rotated rotate() {
    int key = keys.addKey();
    return new Rotated(key, rows.reseal());
  }

  /** Destroys old keys once nothing is left that they sealed. A copy that still seals by one of them is behind by seconds, not hours. */
  public void tick() {
    keys.reload();
    Instant end = clock.instant().minus(OLD_KEYS_STAY);
    if (keys.oldKeysSince().filter(since -> since.isBefore(end)).isEmpty()) {
      return;
    }
    SealedRows.Pass pass = rows.reseal();
    if (pass.resealed() == 0 && pass.contended() == 0) {
      LOG.log(Level.INFO, "{0} old encryption keys are destroyed", keys.destroyOldKeys());
    }
  }

  /** What a rotation did. @param key the number of the key that seals from now on */
  public record Rotated(int key, SealedRows.Pass pass) {}
}
