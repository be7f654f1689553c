package io.datachannel.dbt.domain.run;

/** What {@link RunTransitions#apply} answers. */
public sealed interface RunTransition {

  /** The run is now in this state. */
  record Moved(RunState state) implements RunTransition {}

  /** The event cannot happen in the state that the run is in; nothing changes. */
  record Illegal(RunState state, RunEvent event) implements RunTransition {}
}
