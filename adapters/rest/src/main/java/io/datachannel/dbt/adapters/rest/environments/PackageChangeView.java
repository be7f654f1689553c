package io.datachannel.dbt.adapters.rest.environments;

import io.datachannel.dbt.application.environments.PackageChange;
import java.util.List;
import java.util.Optional;

/**
 * How a Python package, or {@code python} itself, differs from an earlier environment.
 *
 * @param before its version; absent when it was added
 * @param now    its version; absent when it was removed
 */
public record PackageChangeView(String name, Optional<String> before, Optional<String> now) {
  /** Python first, then by name. */
  public static List<PackageChangeView> of(List<PackageChange> changes) {
    return changes.stream().map(change -> new PackageChangeView(change.name(), change.before(), change.now())).toList();
  }
}
