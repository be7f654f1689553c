package io.datachannel.dbt.adapters.dbt;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** A process that serves runs. It is ended when no one uses it any more: a run's own processes are below it. */
final class DbtServer {
  private final Path socket;
  private final long pid;
  private final BooleanSupplier lives;
  private final Runnable ending;
  private final InstantSource clock;
  private int users;
  private boolean retired;
  private Instant lastUsed;

  /**
   * @param lives  whether its process is alive, as far as is known
   * @param ending ends it; is called once
   */
  DbtServer(Path socket, long pid, BooleanSupplier lives, Runnable ending, InstantSource clock) {
    this.socket = socket;
    this.pid = pid;
    this.lives = lives;
    this.ending = ending;
    this.clock = clock;
    this.lastUsed = clock.instant();
  }

  Path socket() {
    return socket;
  }

  long pid() {
    return pid;
  }

  synchronized Instant lastUsed() {
    return lastUsed;
  }

  synchronized boolean isUsable() {
    return !retired && lives.getAsBoolean();
  }

  synchronized boolean isIdle() {
    return users == 0;
  }

  /** @return false when it serves no more; whoever got it gives it back by {@link #release} */
  synchronized boolean take() {
    if (!isUsable()) {
      return false;
    }
    users++;
    lastUsed = clock.instant();
    return true;
  }

  void release() {
    boolean last;
    synchronized (this) {
      users--;
      lastUsed = clock.instant();
      last = users == 0 && retired;
    }
    if (last) {
      ending.run();
    }
  }

  /** No new user gets it, and it is ended as soon as the ones that it has are gone. */
  void retire() {
    boolean now;
    synchronized (this) {
      now = !retired && users == 0;
      retired = true;
    }
    if (now) {
      ending.run();
    }
  }
}
