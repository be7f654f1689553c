package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.Optional;

/** The environments of {@link InMemoryRuns}. */
public final class InMemoryRunEnvironments implements RunEnvironments {
  private final RunRows rows;

  InMemoryRunEnvironments(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<RunEnvironment> find(AccountId account, RunId run) {
    synchronized (rows) {
      return rows.find(run).filter(row -> row.run.account().equals(account))
          .map(row -> new RunEnvironment(row.lock, green(account, row.run.project(), run.value()), row.warnings));
    }
  }

  @Override
  public Optional<GreenRun> lastGreen(AccountId account, ProjectId project) {
    synchronized (rows) {
      return green(account, project, Integer.MAX_VALUE);
    }
  }

  private Optional<GreenRun> green(AccountId account, ProjectId project, int before) {
    return rows.newestFirst().stream().filter(row -> row.run.id().value() < before && row.run.account().equals(account)
            && row.run.project().equals(project) && row.run.state().status() == RunStatus.SUCCESSFUL && row.lock.isPresent())
        .findFirst().map(row -> new GreenRun(row.run.id(), row.lock.orElseThrow()));
  }
}
