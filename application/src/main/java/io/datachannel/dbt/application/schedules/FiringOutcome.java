package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.selection.ModelSelection;

/** What became of a firing. */
public sealed interface FiringOutcome {

  /**
   * It is carried by a run, together with others that fell due with it.
   *
   * @param selection which models of the run are its own
   * @param caughtUp  it was missed, and made good
   */
  record Queued(RunId run, ModelSelection selection, boolean caughtUp) implements FiringOutcome {}

  /** An earlier firing of its schedule still waited in the queue. */
  record Merged(long firing, RunId run) implements FiringOutcome {}

  /** It was missed, or could not be carried out. @param reason for people */
  record Skipped(String reason) implements FiringOutcome {}

  /** Its schedule governed no model. @param reason for people */
  record NothingGoverned(String reason) implements FiringOutcome {}
}
