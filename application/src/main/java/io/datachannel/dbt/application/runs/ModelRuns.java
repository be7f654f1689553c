package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.List;

/** What became of one node in the runs of a project; reads {@code log_dbt_model_run}. */
public interface ModelRuns {

  /** Newest first; {@code after} is the id of the last run seen. Empty for another account's project. */
  List<ModelRun> list(AccountId account, ProjectId project, String uniqueId, Page page);

  /** @param status of the run as a whole */
  record ModelRun(RunId run, RunStatus status, NodeResult result) {}
}
