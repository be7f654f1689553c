package io.datachannel.dbt.adapters.rest.environments;

import io.datachannel.dbt.application.environments.EnvironmentUpgrades.Upgrade;
import io.datachannel.dbt.domain.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * What a project keeps to.
 *
 * @param current absent before the first environment of the project was built
 * @param since   when the project began to use it, UTC
 * @param upgrade the last one that was asked for
 */
public record ProjectEnvironmentView(Optional<EnvironmentView> current, Optional<Instant> since, Optional<UpgradeView> upgrade) {

  /**
   * An upgrade as the API shows it. Times are UTC.
   *
   * @param endedAt when it was tried; absent while that is to come
   * @param failure why the environment stays as it was
   */
  public record UpgradeView(Instant requestedAt, Optional<Instant> endedAt, Optional<FailureView> failure) {
    static UpgradeView of(Upgrade upgrade) {
      return new UpgradeView(upgrade.requestedAt(), upgrade.endedAt(), upgrade.failure().map(FailureView::of));
    }

    /** Why it was not resolved anew. */
    public record FailureView(String code, String message) {
      static FailureView of(Failure failure) {
        return new FailureView(failure.code().name(), failure.message());
      }
    }
  }
}
