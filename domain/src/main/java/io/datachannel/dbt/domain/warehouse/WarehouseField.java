package io.datachannel.dbt.domain.warehouse;

import java.util.List;
import java.util.Optional;

/**
 * One field of a warehouse type, named as the dbt adapter names it in profiles.yml.
 *
 * @param title    for a form
 * @param standard the value that is used when the field is left out
 * @param choices  the values that are allowed; empty when any is
 * @param pattern  what a value has to match (the part of regular expressions that Java and JSON Schema share), and how people say it
 */
public record WarehouseField(String name, String title, FieldKind kind, boolean required, Optional<String> standard, List<String> choices,
    Optional<Pattern> pattern, String meaning) {

  /** @param words what is allowed, to end the sentence "must be …" */
  public record Pattern(String expression, String words) {}

  static WarehouseField required(String name, String title, FieldKind kind, String meaning) {
    return new WarehouseField(name, title, kind, true, Optional.empty(), List.of(), Optional.empty(), meaning);
  }

  /** May be left out, and then is not written. */
  static WarehouseField optional(String name, String title, FieldKind kind, String meaning) {
    return new WarehouseField(name, title, kind, false, Optional.empty(), List.of(), Optional.empty(), meaning);
  }

  /** May be left out, and then has this value. */
  WarehouseField standing(String value) {
    return new WarehouseField(name, title, kind, false, Optional.of(value), choices, pattern, meaning);
  }

  WarehouseField oneOf(String... values) {
    return new WarehouseField(name, title, kind, required, standard, List.of(values), pattern, meaning);
  }

  WarehouseField matching(String expression, String words) {
    return new WarehouseField(name, title, kind, required, standard, choices, Optional.of(new Pattern(expression, words)), meaning);
  }

  /** One that goes into a connection string of ODBC, where another text could name another server. */
  WarehouseField inOdbc() {
    return matching("[^;{}=]*", "a text without ; { } =");
  }

  /** In characters. */
  public int longest() {
    return kind.isDocument() ? WarehouseConnection.LONGEST_DOCUMENT : WarehouseConnection.LONGEST_VALUE;
  }
}
