package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that happened while a run was carried out; what the log, the model rows and the event stream are made of. */
public sealed interface JournalEvent {

  /** UTC. */
  Instant at();

  /** The run is in another status now; with a final one the journal ends. */
  record StatusChanged(Instant at, RunStatus status) implements JournalEvent {}

  /** The service begins a step. */
  record StepStarted(Instant at, RunStep step) implements JournalEvent {}

  /** The service is done with a step. */
  record StepFinished(Instant at, RunStep step, Duration took) implements JournalEvent {}

  /**
   * Of several calls of dbt in a run, one begins.
   *
   * @param number  from 1
   * @param of      how many there are
   * @param command as on dbt's command line, with the arguments of users
   */
  record DbtStepStarted(Instant at, int number, int of, String command) implements JournalEvent {}

  /** It is over. @param state SUCCEEDED, FAILED or CANCELLED */
  record DbtStepFinished(Instant at, int number, int of, String command, StepState state, Duration took) implements JournalEvent {}

  /** What dbt tells; the others are told by the service. */
  sealed interface DbtEvent extends JournalEvent {}

  /**
   * A line of the log.
   *
   * @param text     one line; ANSI colour codes are kept
   * @param uniqueId the node that it is about
   */
  record LogLine(Instant at, LogLevel level, String text, Optional<String> uniqueId) implements DbtEvent {}

  /** dbt begins a node. */
  record NodeStarted(Instant at, String uniqueId, String resourceType, String name) implements DbtEvent {}

  /** dbt is done with a node. */
  record NodeFinished(Instant at, NodeResult result) implements DbtEvent {}
}
