package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import java.time.Duration;

/** How long work on a project may take, and whether it is to go on, within a step that takes its time. */
public interface WorkPace {

  /** @throws WorkStopped when the work is to end here */
  void checkGoingOn();

  /**
   * Waits for the end of dbt that prepares the work, no longer than the work may take.
   *
   * @throws WorkStopped when the work was stopped from outside meanwhile
   * @throws io.datachannel.dbt.application.result.StepFailure when the time of the work is over
   */
  DbtEnd await(Invocation dbt, Duration longest);
}
