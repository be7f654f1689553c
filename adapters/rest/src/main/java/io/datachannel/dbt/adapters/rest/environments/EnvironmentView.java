package io.datachannel.dbt.adapters.rest.environments;

import io.datachannel.dbt.application.environments.EnvironmentLock;
import java.util.List;

/**
 * What a Python environment consists of.
 *
 * @param lock a digest: environments with the same one are the same
 */
public record EnvironmentView(String lock, String python, List<PackageView> packages) {
  static EnvironmentView of(EnvironmentLock lock) {
    return new EnvironmentView(lock.digest(), lock.python(), PackageView.of(lock));
  }
}
