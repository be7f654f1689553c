package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.secret.Secret;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment variables of a project, which each call of dbt for it sees.
 *
 * @param all by name, sorted
 */
public record EnvironmentVariables(SortedMap<String, Variable> all) {
  public static final EnvironmentVariables NONE = new EnvironmentVariables(new TreeMap<>());
  /** How many a project may have. */
  public static final int MOST = 100;

  public EnvironmentVariables {
    all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
  }

  /**
   * A value.
   *
   * @param value    plain ones are kept as they are; see {@link VariableName#isSecret}
   * @param revision of the project that gave it this value
   */
  public record Variable(Secret value, long revision) {}

  /** Those that may be seen. */
  public Map<String, String> plain() {
    return all.entrySet().stream().filter(one -> !VariableName.isSecret(one.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().value().reveal()));
  }

  /** Those that may not. */
  public Map<String, Secret> secret() {
    return all.entrySet().stream().filter(one -> VariableName.isSecret(one.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().value()));
  }

  /** Another one whenever a variable was given a value or taken away; empty without variables. It tells nothing of values. */
  public String stamp() {
    return all.entrySet().stream().map(one -> one.getKey() + "@" + one.getValue().revision()).collect(Collectors.joining(" "));
  }
}
