package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.environments.RunEnvironments.GreenRun;
import io.datachannel.dbt.application.environments.RunEnvironments.RunEnvironment;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunWarning;
import java.util.List;
import java.util.Optional;

/** What a run ran in, and how that differs from what the last successful run of its project ran in. */
public final class ReadRunEnvironment {
  private final RunEnvironments environments;
  private final EnvironmentLocks locks;

  public ReadRunEnvironment(RunEnvironments environments, EnvironmentLocks locks) {
    this.environments = environments;
    this.locks = locks;
  }

  public Optional<Report> of(AccountId account, RunId run) {
    return environments.find(account, run).map(ran -> new Report(ran.lock(),
        ran.lock().flatMap(lock -> ran.green().flatMap(green -> compared(account, lock, green))), ran.warnings()));
  }

  /** What the run's lock says; empty where none is known. */
  public Optional<EnvironmentLock> lock(AccountId account, RunId run) {
    return environments.find(account, run).flatMap(RunEnvironment::lock).flatMap(lock -> locks.find(account, lock));
  }

  private Optional<Comparison> compared(AccountId account, String lock, GreenRun green) {
    if (lock.equals(green.lock())) {
      return Optional.of(new Comparison(green.run(), List.of()));
    }
    return locks.find(account, lock).flatMap(now -> locks.find(account, green.lock())
        .map(before -> new Comparison(green.run(), now.changesSince(before))));
  }

  /**
   * @param lock     the digest
   * @param compared absent where there was no successful run before
   */
  public record Report(Optional<String> lock, Optional<Comparison> compared, List<RunWarning> warnings) {}

  /** @param run the successful one */
  public record Comparison(RunId run, List<PackageChange> changes) {}
}
