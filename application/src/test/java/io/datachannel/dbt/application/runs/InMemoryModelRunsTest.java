package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.transaction.DirectUnitOfWork;

class InMemoryModelRunsTest extends ModelRunsContract {
  private final InMemoryRuns runs = new InMemoryRuns();
  private final RunStore store =
      new RunStore(new DirectUnitOfWork(), runs, runs.queue(() -> RunBuilder.QUEUED_AT), runs.ledger(), runs.slots(4));

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected ModelRuns modelRuns() {
    return runs.models();
  }
}
