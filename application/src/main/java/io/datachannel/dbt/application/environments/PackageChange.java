package io.datachannel.dbt.application.environments;

import java.util.Optional;

/**
 * How one package, or Python itself, differs between two environments.
 *
 * @param before its version; absent when it was added
 * @param now    its version; absent when it was removed
 */
public record PackageChange(String name, Optional<String> before, Optional<String> now) {
  /** For people, for example {@code agate 1.7.1 → 1.9.1}. */
  @Override
  public String toString() {
    return now.map(version -> before.map(old -> name + " " + old + " → " + version).orElseGet(() -> name + " " + version + " added"))
        .orElseGet(() -> name + " " + before.orElse("") + " removed");
  }
}
