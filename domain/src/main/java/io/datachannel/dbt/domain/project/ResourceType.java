package io.datachannel.dbt.domain.project;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of nodes that dbt builds (the words of the manifest). */
public enum ResourceType {
  MODEL("model"), SEED("seed"), SNAPSHOT("snapshot"), TEST("test"), UNIT_TEST("unit_test"), OPERATION("operation");

  private final String dbtName;

  ResourceType(String dbtName) {
    this.dbtName = dbtName;
  }

  public String dbtName() {
    return dbtName;
  }

  public boolean isTest() {
    return this == TEST || this == UNIT_TEST;
  }

  /** Whether its node is a table or view of the warehouse, where it is not ephemeral. */
  public boolean isBuilt() {
    return this == MODEL || this == SEED || this == SNAPSHOT;
  }

  /** Empty for kinds that are not built, such as sources, exposures and analyses. */
  public static Optional<ResourceType> named(String dbtName) {
    return Arrays.stream(values()).filter(type -> type.dbtName.equals(dbtName)).findFirst();
  }
}
