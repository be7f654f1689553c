package io.datachannel.dbt.domain.lineage;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of nodes that data goes through, from source to use (the words of the manifest). */
public enum LineageKind {
  SOURCE("source"), SEED("seed"), MODEL("model"), SNAPSHOT("snapshot"), SEMANTIC_MODEL("semantic_model"), METRIC("metric"),
  SAVED_QUERY("saved_query"), EXPOSURE("exposure");

  private final String dbtName;

  LineageKind(String dbtName) {
    this.dbtName = dbtName;
  }

  public String dbtName() {
    return dbtName;
  }

  /** Empty for kinds that no data goes through, such as tests and operations. */
  public static Optional<LineageKind> named(String dbtName) {
    return Arrays.stream(values()).filter(kind -> kind.dbtName.equals(dbtName)).findFirst();
  }
}
