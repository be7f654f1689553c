package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import java.time.Instant;

class InMemoryLostArtifactsTest extends LostArtifactsContract {
  private final InMemoryRuns runs = new InMemoryRuns();

  @Override
  protected RunStore store() {
    return new RunStore(new DirectUnitOfWork(), runs, runs.queue(() -> Instant.EPOCH), runs.ledger(), runs.slots(4));
  }

  @Override
  protected LostArtifacts lost() {
    return runs.lostArtifacts();
  }

  @Override
  protected RunEnvironments environments() {
    return runs.environments();
  }
}
