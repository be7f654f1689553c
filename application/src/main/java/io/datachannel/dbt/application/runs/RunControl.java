package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.execution.FaultPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The handle of a run that is being carried out: lets others stop it, whatever step it is at. */
final class RunControl {

  /** Why a run was stopped from outside. */
  enum Stop { CANCELLED, LEASE_LOST, SERVICE_STOPPED, DISK_QUOTA }

  private final ClaimedRun claimed;
  private final NodeRows nodes;
  private final LateWrites facts = new LateWrites();
  private final InstantSource clock;
  private Optional<Stop> stop = Optional.empty();
  private Instant stoppedAt = Instant.MAX;
  private Optional<Invocation> invocation = Optional.empty();
  private boolean begun;

  RunControl(ClaimedRun claimed, NodeRows nodes, InstantSource clock) {
    this.claimed = claimed;
    this.nodes = nodes;
    this.clock = clock;
  }

  ClaimedRun claimed() {
    return claimed;
  }

  NodeRows nodes() {
    return nodes;
  }

  LateWrites facts() {
    return facts;
  }

  /** Writes what is not written about the run yet. */
  void flush() {
    facts.flush();
    nodes.flush();
  }

  synchronized Optional<Stop> stopped() {
    return stop;
  }

  /** When it was stopped; in the far future while it was not. */
  synchronized Instant stoppedAt() {
    return stoppedAt;
  }

  synchronized void stop(Stop reason) {
    if (stop.isEmpty()) {
      stop = Optional.of(reason);
      stoppedAt = clock.instant();
      invocation.ifPresent(Invocation::interrupt);
      if (reason == Stop.CANCELLED) {
        FaultPoint.WHILE_CANCELLING.pass();
      }
    }
  }

  /** Stops it when its lease is nearly over, so that nothing of it lives when another copy may take it for lost. */
  void fence() {
    if (!claimed.watch().untilInterrupt().isPositive()) {
      stop(Stop.LEASE_LOST);
    }
    if (!claimed.watch().untilKill().isPositive()) {
      kill();
    }
  }

  /** Whatever it was stopped for. */
  synchronized void kill() {
    invocation.ifPresent(Invocation::kill);
  }

  /** Awaits dbt, which a stop interrupts meanwhile; one that came earlier does so at once. @param longest then it is interrupted, too */
  DbtEnd await(Invocation started, Duration longest) {
    try {
      attachOrEnd(started);
      return started.await(longest);
    } finally {
      detach();
    }
  }

  /** What nobody can stop, and nobody waits for, would go on beside the next attempt of the run. */
  private void attachOrEnd(Invocation started) {
    try {
      attach(started);
    } catch (RuntimeException | Error failed) {
      try {
        started.kill();
      } finally {
        started.await(Duration.ZERO);
      }
      throw failed;
    }
  }

  private synchronized void attach(Invocation started) {
    invocation = Optional.of(started);
    tellLease();
    if (stop.isPresent()) {
      started.interrupt();
    }
  }

  private synchronized void detach() {
    invocation = Optional.empty();
  }

  /** From now on dbt may write in the warehouse. */
  synchronized void begin() {
    begun = true;
  }

  /** Whether dbt may have written anything. */
  synchronized boolean hasBegun() {
    return begun;
  }

  /** @param asked by the steady clock, from before the database was asked */
  synchronized void renewed(Instant asked) {
    claimed.watch().renewed(asked);
    tellLease();
  }

  /** dbt's process must know by itself when the lease is over: this process may be suspended by then. */
  private void tellLease() {
    invocation.ifPresent(dbt -> dbt.mayGoOn(claimed.watch().untilInterrupt(), claimed.watch().untilKill()));
  }
}
