package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import java.time.Instant;

class InMemoryTraceParentsTest extends TraceParentsContract {
  private final InMemoryRuns runs = new InMemoryRuns();
  private final RunStore store =
      new RunStore(new DirectUnitOfWork(), runs, runs.queue(() -> Instant.parse("2026-03-01T10:00:00Z")), runs.ledger(), runs.slots(4));
  private final InMemoryTraceParents parents = new InMemoryTraceParents();

  @Override
  protected RunStore store() {
    return store;
  }

  @Override
  protected TraceParents parents() {
    return parents;
  }
}
