package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;

/** The nodes of {@link InMemoryRuns}. */
public final class InMemoryModelRuns implements ModelRuns {
  private final RunRows rows;

  InMemoryModelRuns(RunRows rows) {
    this.rows = rows;
  }

  @Override
  public List<ModelRun> list(AccountId account, ProjectId project, String uniqueId, Page page) {
    synchronized (rows) {
      return rows.newestFirst().stream()
          .filter(row -> row.run.account().equals(account) && row.run.project().equals(project) && row.nodes.containsKey(uniqueId))
          .filter(row -> page.after() == 0 || row.run.id().value() < page.after())
          .map(row -> new ModelRun(row.run.id(), row.run.state().status(), row.nodes.get(uniqueId)))
          .limit(page.limit()).toList();
    }
  }
}
