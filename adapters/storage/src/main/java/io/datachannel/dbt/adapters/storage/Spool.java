package io.datachannel.dbt.adapters.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * How much of this disk logs and artifacts may take until the storage has them. The last quarter is for logs alone. While the storage is away
 * artifacts have of the rest what logs leave of it; as long as it answers, none is given up because logs of runs that go on are long. What is counted
 * here between two counts of the files may be off by what was written meanwhile.
 */
final class Spool {
  private final long limit;
  private final BooleanSupplier away;
  private final AtomicLong used = new AtomicLong();
  /** Of these. */
  private final AtomicLong artifacts = new AtomicLong();
  private volatile boolean full;

  /** @param limit in bytes @param away whether the storage is */
  Spool(long limit, BooleanSupplier away) {
    this.limit = limit;
    this.away = away;
  }

  /** So many bytes more of artifacts lie here, or fewer. */
  void tookArtifact(long bytes) {
    artifacts.addAndGet(bytes);
    took(bytes);
  }

  /** One that waited. */
  void delete(Path file) throws IOException {
    long bytes = Files.size(file);
    Files.delete(file);
    if (RunFiles.isArtifact(file.getFileName().toString())) {
      tookArtifact(-bytes);
    } else {
      took(-bytes);
    }
  }

  /** So many bytes more lie here, or fewer. */
  void took(long bytes) {
    look(used.addAndGet(bytes));
  }

  /** So many lie here, and so many of them of artifacts. */
  void counted(long bytes, long ofArtifacts) {
    used.set(bytes);
    artifacts.set(ofArtifacts);
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
    return besides() + bytes <= forArtifacts();
  }

  /** By how many bytes artifacts must become fewer. */
  long tooMuchForArtifacts() {
    return Math.max(0, besides() - forArtifacts());
  }

  /** What shares their part with artifacts. */
  private long besides() {
    return (away.getAsBoolean() ? used : artifacts).get();
  }

  private long forArtifacts() {
    return limit / 4 * 3;
  }

  long megabytes() {
    return limit >> 20;
  }
}
