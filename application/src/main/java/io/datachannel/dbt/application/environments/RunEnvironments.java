package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunWarning;
import java.util.List;
import java.util.Optional;

/** In which environments runs were; the ledger of runs writes it. */
public interface RunEnvironments {

  /** Empty for another account's run. */
  Optional<RunEnvironment> find(AccountId account, RunId run);

  /** The newest SUCCESSFUL run of a project that has a lock. */
  Optional<GreenRun> lastGreen(AccountId account, ProjectId project);

  /**
   * @param lock     the digest; absent until the environment is ready, and for a run that others carry out
   * @param green    the newest SUCCESSFUL run of the project before this one
   * @param warnings those that were found by now
   */
  record RunEnvironment(Optional<String> lock, Optional<GreenRun> green, List<RunWarning> warnings) {}

  /** @param lock the digest */
  record GreenRun(RunId run, String lock) {}
}
