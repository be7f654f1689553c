package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import java.time.Instant;
import java.util.Optional;

/** The handle of a run that is being carried out: lets others stop it, whatever step it is at. */
final class RunControl {

  /** Why a run was stopped from outside. */
  enum Stop { CANCELLED, LEASE_LOST, SERVICE_STOPPED }

  private final ClaimedRun claimed;
  private final NodeRows nodes;
  private Optional<Stop> stop = Optional.empty();
  private Optional<Invocation> invocation = Optional.empty();
  private Instant renewedAt;

  RunControl(ClaimedRun claimed, NodeRows nodes, Instant claimedAt) {
    this.claimed = claimed;
    this.nodes = nodes;
    this.renewedAt = claimedAt;
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

  synchronized void stop(Stop reason) {
    if (stop.isEmpty()) {
      stop = Optional.of(reason);
      invocation.ifPresent(Invocation::interrupt);
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
