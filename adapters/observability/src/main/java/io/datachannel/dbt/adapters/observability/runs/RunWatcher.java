package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunState;
import java.util.List;

/** Is told what becomes of runs, when it is committed. It decides nothing, and what it throws harms no run. */
public interface RunWatcher {

  /** This copy begins to carry a run out. */
  default void claimed(ClaimedRun claimed) {}

  /** A run has ended, whoever carried it out. @param run as it was before */
  default void ended(Run run, RunState.Final end) {}

  /** Error rows were written. */
  default void failed(List<RunError> errors) {}

  /** Firings of schedules were dealt with. */
  default void fired(List<FiringRecord> firings) {}

  /** Nothing of a run goes on in this copy any more. */
  default void over(RunReport report) {}
}
