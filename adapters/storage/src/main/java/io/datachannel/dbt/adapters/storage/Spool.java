package io.datachannel.dbt.adapters.storage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of this disk logs and artifacts may take until the storage has them. The last quarter is for logs alone. What is counted here between
 * two counts of the files may be off by what was written meanwhile.
 */
final class Spool {
  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private volatile boolean full;

  /** @param limit in bytes */
  Spool(long limit) {
    this.limit = limit;
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
    return used.get() + bytes <= forArtifacts();
  }

  /** By how many bytes artifacts must become fewer. */
  long tooMuchForArtifacts() {
    return Math.max(0, used.get() - forArtifacts());
  }

  private long forArtifacts() {
    return limit / 4 * 3;
  }

  long megabytes() {
    return limit >> 20;
  }
}
