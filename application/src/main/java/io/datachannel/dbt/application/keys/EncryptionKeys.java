package io.datachannel.dbt.application.keys;

import java.time.Instant;
import java.util.Optional;

/** The keys that seal secrets, themselves sealed by the master key, for all copies of the service. There is one set of them. */
public interface EncryptionKeys {

  /** The set as it is now; empty before the first start. */
  Optional<Kept> newest();

  /**
   * Puts a set in the place of the one with the revision before; the first has revision 1.
   *
   * @return false when another copy was faster
   */
  boolean replace(Kept next);

  /**
   * A set of keys.
   *
   * @param revision  counts the changes
   * @param sealed    the keys, sealed by the master key
   * @param changedAt UTC
   */
  record Kept(int revision, String sealed, Instant changedAt) {
    /** The kept text is of no use without the master key, and too long for a log. */
    @Override
    public String toString() {
      return "Kept[" + revision + "]";
    }
  }
}
