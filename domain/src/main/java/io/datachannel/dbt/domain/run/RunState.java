package io.datachannel.dbt.domain.run;

import io.datachannel.dbt.domain.failure.Failure;
import java.time.Instant;

/** The state of a run; each record carries only what is true in that state. */
public sealed interface RunState {

  RunStatus status();

  /** A state that no event leaves. */
  sealed interface Final extends RunState {
    Instant finishedAt();
  }

  /** Waits for a copy of the service to claim it. */
  record Queued(Instant queuedAt) implements RunState {
    @Override
    public RunStatus status() {
      return RunStatus.QUEUED;
    }
  }

  /** Is carried out by the holder of the lease. */
  record Running(Instant startedAt, Lease lease) implements RunState {
    @Override
    public RunStatus status() {
      return RunStatus.RUNNING;
    }
  }

  /** Is still carried out, but was told to stop. */
  record Cancelling(Instant startedAt, Lease lease, Instant requestedAt) implements RunState {
    @Override
    public RunStatus status() {
      return RunStatus.RUNNING;
    }
  }

  /** Every node succeeded, or warned. */
  record Successful(Instant finishedAt, NodeTally tally) implements Final {
    @Override
    public RunStatus status() {
      return RunStatus.SUCCESSFUL;
    }
  }

  /** Some nodes succeeded and some did not. */
  record PartiallySuccessful(Instant finishedAt, NodeTally tally) implements Final {
    @Override
    public RunStatus status() {
      return RunStatus.PARTIAL_SUCCESS;
    }
  }

  /** Nothing succeeded, or a step before dbt failed. */
  record Failed(Instant finishedAt, Failure failure) implements Final {
    @Override
    public RunStatus status() {
      return RunStatus.FAILED;
    }
  }

  /** A user stopped it. */
  record Cancelled(Instant finishedAt) implements Final {
    @Override
    public RunStatus status() {
      return RunStatus.CANCELLED;
    }
  }
}
