package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.execution.FaultPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The handle of a run that is being carried out: lets others stop it, whatever step it is at. */
final class RunControl {

  /** Why a run was stopped from outside. */
  enum Stop { CANCELLED, LEASE_LOST, SERVICE_STOPPED }

  private final ClaimedRun claimed;
  private final NodeRows nodes;
  private final InstantSource clock;
  private Optional<Stop> stop = Optional.empty();
  private Instant stoppedAt = Instant.MAX;
  private Optional<Invocation> invocation = Optional.empty();
  private Instant renewedAt;

  RunControl(ClaimedRun claimed, NodeRows nodes, InstantSource clock) {
    this.claimed = claimed;
    this.nodes = nodes;
    this.clock = clock;
    this.renewedAt = clock.instant();
  }

  ClaimedRun claimed() {
    return claimed;
  }

  NodeRows nodes() {
    return nodes;
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

  /** From now on a stop interrupts this invocation; one that came earlier does so at once. */
  synchronized void attach(Invocation started) {
    invocation = Optional.of(started);
    if (stop.isPresent()) {
      started.interrupt();
    }
  }

  synchronized void detach() {
    invocation = Optional.empty();
  }

  synchronized Instant renewedAt() {
    return renewedAt;
  }

  synchronized void renewed(Instant at) {
    renewedAt = at;
  }
}
