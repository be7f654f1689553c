package io.datachannel.dbt.domain.secret;

import java.util.Objects;

/** A value that must not be seen: it prints as {@code ***} and has to be asked for by name. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /** The value itself, for the one place that hands it to a tool; never for a log, an argument or a URL. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
