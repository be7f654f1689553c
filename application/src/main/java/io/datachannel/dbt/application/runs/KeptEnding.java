package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunEvent;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.StepResult;
import java.util.List;

/**
 * How the work on a run ended, with all that is needed to write it down; free of secrets.
 *
 * @param lease  under which it was carried out; under another one this is not its end any more
 * @param nodes  the results that are not in the database yet
 * @param errors of failed nodes and missing models; those of the event itself depend on the state that it leads to
 * @param steps  what became of the calls of dbt; empty when that is not known
 */
public record KeptEnding(AccountId account, RunId run, Lease lease, RunEvent event, List<NodeResult> nodes, List<RunError> errors,
    List<StepResult> steps) {

  /** One that knows nothing of the calls of dbt. */
  public KeptEnding(AccountId account, RunId run, Lease lease, RunEvent event, List<NodeResult> nodes, List<RunError> errors) {
    this(account, run, lease, event, nodes, errors, List.of());
  }
}
