package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.adapters.process.Signal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** A process that serves runs. It is ended when no one uses it any more: a run's own processes are below it. */
final class DbtServer {
  private final Path socket;
  private final Base base;
  private final long pid;
  private final BooleanSupplier lives;
  private final Runnable ending;
  private final InstantSource clock;
  private int users;
  private boolean retired;
  private Instant lastUsed;

  /**
   * The process of an environment, and where it and all that is below it have their files.
   *
   * @param process itself, or the sandbox that it is in
   */
  record Base(RunningProcess process, ServerFolder.Home home) {}

  /**
   * @param told   the number that the process tells of itself
   * @param base   which it is, or is below
   * @param lives  whether its process is alive, as far as is known
   * @param ending ends it; is called once
   */
  DbtServer(Path socket, long told, Base base, BooleanSupplier lives, Runnable ending, InstantSource clock) {
    this.socket = socket;
    this.base = base;
    this.pid = base.process().pidOf(told).orElse(0);
    this.lives = lives;
    this.ending = ending;
    this.clock = clock;
    this.lastUsed = clock.instant();
  }

  Path socket() {
    return socket;
  }

  Base base() {
    return base;
  }

  long pid() {
    return pid;
  }

  /** Kills a run. @param told the number of its group, as it tells it */
  void killGroup(long told) {
    base.process().signalGroupBelow(told, Signal.KILL);
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
