package io.datachannel.dbt.adapters.persistence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a statement, in the types that the columns take. */
final class Values {
  private final Map<String, Object> byName = new HashMap<>();

  static Values of(String name, Object value) {
    return new Values().with(name, value);
  }

  /** Optionals become their value or NULL, instants UTC to the microsecond, enumerations their names. */
  Values with(String name, Object value) {
    byName.put(name, column(value));
    return this;
  }

  /** NULL for those of these names that have no value yet. */
  void fill(String... names) {
    for (String name : names) {
      byName.putIfAbsent(name, null);
    }
  }

  Map<String, Object> byName() {
    return byName;
  }

  private static Object column(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Values::column).orElse(null);
      case Instant instant -> LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
      case Enum<?> word -> word.name();
      case null -> null;
      default -> value;
    };
  }
}
