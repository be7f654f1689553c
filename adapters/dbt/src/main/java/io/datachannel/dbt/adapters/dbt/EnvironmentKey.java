package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Python environment as it was built: another one may be built at the same path.
 *
 * @param account whose it is: a process of one account serves no other
 * @param python its interpreter
 * @param stamp  of its pyvenv.cfg
 */
record EnvironmentKey(AccountId account, Path python, String stamp) {

  /** @return empty when it is no environment */
  static Optional<EnvironmentKey> of(DbtRequest request) {
    return of(request.account(), request.python());
  }

  private static Optional<EnvironmentKey> of(AccountId account, Path python) {
    Path absolute = python.toAbsolutePath();
    Path folder = Optional.ofNullable(absolute.getParent()).map(Path::getParent).orElse(absolute);
    return Optional.of(ParseKey.stampOf(folder.resolve("pyvenv.cfg"))).filter(stamp -> !stamp.isEmpty())
        .map(stamp -> new EnvironmentKey(account, absolute, stamp));
  }

  /** Whether it is still what stands there. */
  boolean isCurrent() {
    return of(account, python).equals(Optional.of(this));
  }
}
