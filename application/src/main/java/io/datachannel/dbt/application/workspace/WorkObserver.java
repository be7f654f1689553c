package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.Invocation;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/** Is told how the work on a project goes on, and may end it between two steps. */
public interface WorkObserver {

  /**
   * Carries out a step.
   *
   * @throws WorkStopped when the work is to end here
   */
  <T> T step(RunStep step, Supplier<T> work);

  /**
   * Looks whether the work is to go on, within a step that takes its time.
   *
   * @throws WorkStopped when it is to end here
   */
  void checkGoingOn();

  /** These must not be seen in anything that is told from now on. */
  void conceal(Collection<Secret> secrets);

  void checkedOut(Checkout checkout);

  void environmentReady(PreparedEnvironment prepared);

  /** A line of the service's own for the log. */
  void tell(String line);

  /**
   * Waits for the end of dbt that prepares the work, no longer than the work may take.
   *
   * @throws WorkStopped when the work was stopped from outside meanwhile
   * @throws io.datachannel.dbt.application.result.StepFailure when the time of the work is over
   */
  DbtEnd await(Invocation dbt, Duration longest);

  /** What dbt tells while it prepares the work (packages, parsing). */
  void told(DbtEvent event);
}
