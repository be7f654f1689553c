package io.datachannel.dbt.adapters.persistence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The parameters of a statement, in the types that the columns take. */
final class Values {
  private final Map<String, Object> byName = new HashMap<>();
  private final Map<String, Integer> lists = new HashMap<>();

  static Values of(String name, Object value) {
    return new Values().with(name, value);
  }

  /** Optionals become their value or NULL, instants UTC to the microsecond, enumerations their names. */
  Values with(String name, Object value) {
    byName.put(name, column(value));
    return this;
  }

  /** Several values, for {@code in (:name)}; at least one. */
  Values withAll(String name, List<?> values) {
    for (int number = 0; number < values.size(); number++) {
      with(name + "_" + number, values.get(number));
    }
    lists.put(name, values.size());
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

  /** Of its texts, which are all that may be long. */
  long characters() {
    return byName.values().stream().filter(String.class::isInstance).mapToLong(text -> ((String) text).length()).sum();
  }

  /** The statement with as many parameters as there are values. */
  String expand(String text) {
    String expanded = text;
    for (Map.Entry<String, Integer> list : lists.entrySet()) {
      expanded = expanded.replace("(:" + list.getKey() + ")", IntStream.range(0, list.getValue())
          .mapToObj(number -> ":" + list.getKey() + "_" + number).collect(Collectors.joining(", ", "(", ")")));
    }
    return expanded;
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
