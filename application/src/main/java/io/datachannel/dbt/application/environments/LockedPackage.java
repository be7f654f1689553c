package io.datachannel.dbt.application.environments;

/** A Python package at the one version that is installed, as the package index spells both. */
public record LockedPackage(String name, String version) {
  /** For example {@code agate==1.9.1}. */
  @Override
  public String toString() {
    return name + "==" + version;
  }
}
