package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.environments.EnvironmentUpgrades;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.InstantSource;

/** Has a project's environment resolved anew, by a refresh, which shows at once whether the project can be read with it. */
public final class UpgradeEnvironment {
  private final RequestRefresh requestRefresh;
  private final EnvironmentUpgrades upgrades;
  private final UnitOfWork work;
  private final InstantSource clock;

  public UpgradeEnvironment(RequestRefresh requestRefresh, EnvironmentUpgrades upgrades, UnitOfWork work, InstantSource clock) {
    this.requestRefresh = requestRefresh;
    this.upgrades = upgrades;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @throws io.datachannel.dbt.application.result.NotFound when the account has no such project
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted
   */
  public Refresh request(Caller caller, ProjectId project) {
    return work.inTransaction(() -> {
      Refresh refresh = requestRefresh.request(caller, project);
      upgrades.request(project, clock.instant());
      return refresh;
    });
  }
}
