package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import java.time.Instant;

class InMemoryRunEnvironmentsTest extends RunEnvironmentsContract {
  private final InMemoryRuns runs = new InMemoryRuns();
  private final RunStore store =
      new RunStore(new DirectUnitOfWork(), runs, runs.queue(() -> Instant.parse("2026-03-01T10:00:00Z")), runs.ledger(), runs.slots(4));

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected RunEnvironments environments() {
    return runs.environments();
  }
}
