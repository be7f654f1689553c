package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.projects.InMemoryProjects;
import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;

class InMemoryFiringLogTest extends FiringLogContract {
  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryFiringLog firings = new InMemoryFiringLog(runs);

  @Override
  protected FiringLog firings() {
    return firings;
  }

  @Override
  protected void keep(FiringRecord firing) {
    firings.add(firing);
  }

  @Override
  protected QueuedRuns queued() {
    return runs.waiting();
  }

  @Override
  protected RunStore store() {
    return new RunStore(new DirectUnitOfWork(), runs, runs.queue(new SettableClock(Instant.parse("2026-03-01T10:00:00Z"))), runs.ledger(),
        runs.slots(4));
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return projects.add(new Caller(account, new UserId(1), Role.ADMIN), "00000000-0000-4000-8000-000000000001",
        ProjectBuilder.aProject().definition());
  }
}
