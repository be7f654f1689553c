package io.datachannel.dbt.adapters.persistence;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the writes that the database refused since it is read-only or its disk is full. */
final class RefusedWrites {
  private final AtomicLong count = new AtomicLong();

  void add(Throwable failed) {
    if (SqlFailures.refusesWrites(failed)) {
      count.incrementAndGet();
    }
  }

  long count() {
    return count.get();
  }
}
