package io.datachannel.dbt.application.keys;

import java.time.Instant;
import java.util.Optional;

/** Exchanges the key that seals secrets. */
public interface KeyRotation {

  /**
   * Makes a key that seals from now on; the earlier ones still open. Other copies of the service find it when they meet a value that it
   * sealed, or at their next {@link #reload}.
   *
   * @return the number of the new key
   */
  int addKey();

  /** Since when there are keys that only open, UTC; empty when there are none. */
  Optional<Instant> oldKeysSince();

  /** Destroys the keys that only open; what they sealed is lost. @return how many, 0 when another copy changed the keys meanwhile */
  int destroyOldKeys();

  /** Takes over what other copies changed. */
  void reload();
}
