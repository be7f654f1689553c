package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.selection.ModelSelection;

/** Runs that wait in the queue, and may still be asked for something else. */
public interface QueuedRuns {
  /** Says anew what a run builds. @return the rows changed: 0 when it does not wait any more */
  int select(RunId run, ModelSelection selection);
}
