package io.datachannel.dbt.adapters.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * How much of this disk logs and artifacts may take until the storage has them. While that is away the last quarter is for logs alone; as long as
 * it answers, what waits is on its way, and no artifact is given up because logs of runs that go on are long. What is counted here between two
 * counts of the files may be off by what was written meanwhile.
 */
final class Spool {
  private final long limit;
  private final BooleanSupplier away;
  private final AtomicLong used = new AtomicLong();
  private volatile boolean full;

  /** @param limit in bytes @param away whether the storage is */
  Spool(long limit, BooleanSupplier away) {
    this.limit = limit;
    this.away = away;
  }

  /** So many bytes more lie here, or fewer. */
  void took(long bytes) {
    look(used.addAndGet(bytes));
  }

  /** So many lie here. */
  void counted(long bytes) {
    used.set(bytes);
    look(bytes);
  }

  /** Full until a tenth is free: lines shall not come and go one by one. */
  private void look(long now) {
    full = now > limit || full && now > limit / 10 * 9;
  }

  boolean isFull() {
    return full;
  }

  boolean takesArtifact(long bytes) {
    return !away.getAsBoolean() || used.get() + bytes <= forArtifacts();
  }

  /** By how many bytes artifacts must become fewer. */
  long tooMuchForArtifacts() {
    return away.getAsBoolean() ? Math.max(0, used.get() - forArtifacts()) : 0;
  }

  private long forArtifacts() {
    return limit / 4 * 3;
  }

  long megabytes() {
    return limit >> 20;
  }
}
