package io.datachannel.dbt.adapters.rest.environments;

import io.datachannel.dbt.application.environments.EnvironmentLock;
import java.util.List;

/** A Python package at the version that is installed. */
public record PackageView(String name, String version) {
  static List<PackageView> of(EnvironmentLock lock) {
    return lock.packages().stream().map(one -> new PackageView(one.name(), one.version())).toList();
  }
}
