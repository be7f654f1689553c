package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.domain.secret.Redactor;
import java.util.function.Supplier;

/** Is told how the work on a project goes on, and may end it between two steps. */
public interface WorkObserver {

  /**
   * Carries out a step.
   *
   * @throws WorkStopped when the work is to end here
   */
  <T> T step(RunStep step, Supplier<T> work);

  /** Of what takes its time within a step. */
  WorkPace pace();

  /** Anything that is told from now on is to go through this. */
  void conceal(Redactor redactor);

  void checkedOut(Checkout checkout);

  void environmentReady(PreparedEnvironment prepared);

  /** A line of the service's own for the log. */
  void tell(String line);

  /** What dbt tells while it prepares the work (packages, parsing). */
  void told(DbtEvent event);
}
