package io.datachannel.dbt.application.keys;

import java.util.Optional;

/** The keys in memory. */
public final class InMemoryEncryptionKeys implements EncryptionKeys {
  private Kept kept;

  @Override
  public synchronized Optional<Kept> newest() {
    return Optional.ofNullable(kept);
  }

  @Override
  public synchronized boolean replace(Kept next) {
    if (next.revision() != newest().map(Kept::revision).orElse(0) + 1) {
      return false;
    }
    kept = next;
    return true;
  }
}
