package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.Failure;
import java.time.Instant;

/** What can happen to a run. Every event carries its own time (UTC). */
public sealed interface RunEvent {

  Instant at();

  /** A copy of the service takes the run from the queue. */
  record Claimed(Instant at, Lease lease) implements RunEvent {}

  /** A user asks to stop the run. */
  record CancelRequested(Instant at) implements RunEvent {}

  /** dbt was told to stop, and has stopped. */
  record Stopped(Instant at) implements RunEvent {}

  /** dbt came to its end by itself. */
  record Completed(Instant at, NodeTally tally) implements RunEvent {}

  /** A step failed, or dbt did not come to its end. */
  record StepFailed(Instant at, Failure failure) implements RunEvent {}

  /** Whoever carries out the run elsewhere says over MetaAPI how it ended. */
  record Reported(RunState.Final outcome) implements RunEvent {
    @Override
    public Instant at() {
      return outcome.finishedAt();
    }
  }

  /**
   * The run goes back into the queue: its copy of the service stopped before the run had ended.
   *
   * @param queuedAt its place in the queue, which it keeps
   */
  record Requeued(Instant at, Instant queuedAt) implements RunEvent {}

  /** The holder of the lease did not renew it in time. */
  record LeaseExpired(Instant at) implements RunEvent {}
}
