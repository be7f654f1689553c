package io.datachannel.dbt.domain.project;

import java.util.Optional;

/**
 * One property that a change gave another value; a row of {@code dbt_project_change_history}.
 *
 * @param property as the API spells it; those of the project's warehouse and credential with that word and a dot before
 * @param before   empty when there was no value
 * @param after    empty when there is none any more; "changed" for a secret, whose values are never told
 */
public record PropertyChange(String property, Optional<String> before, Optional<String> after) {
  private static final String CHANGED = "changed";

  /** A secret that was replaced. */
  public static PropertyChange ofSecret(String property) {
    return new PropertyChange(property, Optional.empty(), Optional.of(CHANGED));
  }
}
