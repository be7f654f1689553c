package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/** Which projects' environments users want resolved anew, and what became of that; the last time for each project. */
public interface EnvironmentUpgrades {

  /** The next work on the project resolves anew. */
  void request(ProjectId project, Instant at);

  /**
   * It was tried; a later request stays as it is.
   *
   * @param requestedAt of the request that was met
   * @param failure     why the environment stays as it was
   */
  void end(ProjectId project, Instant requestedAt, Instant at, Optional<Failure> failure);

  Optional<Upgrade> find(AccountId account, ProjectId project);

  /** @param endedAt when it was tried; absent while that is to come */
  record Upgrade(Instant requestedAt, Optional<Instant> endedAt, Optional<Failure> failure) {}
}
