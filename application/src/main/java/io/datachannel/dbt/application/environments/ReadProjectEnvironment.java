package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.environments.EnvironmentLocks.Used;
import io.datachannel.dbt.application.environments.EnvironmentUpgrades.Upgrade;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/** What a project's environment consists of, and what became of the last upgrade. */
public final class ReadProjectEnvironment {
  private final Projects projects;
  private final EnvironmentLocks locks;
  private final EnvironmentUpgrades upgrades;

  public ReadProjectEnvironment(Projects projects, EnvironmentLocks locks, EnvironmentUpgrades upgrades) {
    this.projects = projects;
    this.locks = locks;
    this.upgrades = upgrades;
  }

  /** @throws NotFound when the account has no such project */
  public Report of(AccountId account, ProjectId project) {
    projects.find(account, project).orElseThrow(() -> NotFound.of("project", project.value()));
    Optional<Used> used = locks.latest(account, project);
    return new Report(used.flatMap(latest -> locks.find(account, latest.lock())), used.map(Used::since), upgrades.find(account, project));
  }

  /**
   * @param lock  of the environment that the project used last
   * @param since when it began to use it, UTC
   */
  public record Report(Optional<EnvironmentLock> lock, Optional<Instant> since, Optional<Upgrade> upgrade) {}
}
