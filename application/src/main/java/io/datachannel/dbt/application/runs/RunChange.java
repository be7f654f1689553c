package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.RunState;

/** What became of an attempt to move a run. */
public sealed interface RunChange {

  /** The run is in this state now. */
  record Changed(RunState state) implements RunChange {}

  /** The run's state does not take the event, and is as it was. */
  record Refused(RunState state) implements RunChange {}

  /** The run is in this state, and not under the caller's lease; nothing was changed, and nothing more may be written about it. */
  record Fenced(RunState state) implements RunChange {}
}
