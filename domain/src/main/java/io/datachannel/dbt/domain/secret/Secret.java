package io.datachannel.dbt.domain.secret;

import java.util.Objects;
import java.util.function.Supplier;

/** A value that must not be seen: it prints as {@code ***} and has to be asked for by name. */
public final class Secret {
  private final Supplier<String> value;

  public Secret(String value) {
    Objects.requireNonNull(value);
    this.value = () -> value;
  }

  private Secret(Supplier<String> value) {
    this.value = value;
  }

  /** One that is opened whenever it is revealed or compared; what the opening throws, these throw. */
  public static Secret sealed(Supplier<Secret> open) {
    return new Secret(() -> open.get().reveal());
  }

  /** The value itself, for the one place that hands it to a tool; never for a log, an argument or a URL. */
  public String reveal() {
    return value.get();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.reveal().equals(reveal());
  }

  @Override
  public int hashCode() {
    return reveal().hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
