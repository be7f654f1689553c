package io.datachannel.dbt.domain.warehouse;

import java.util.List;
import java.util.Optional;

/**
 * One field of a warehouse type, named as the dbt adapter names it in profiles.yml.
 *
 * @param standard the value that is used when the field is left out
 * @param choices  the values that are allowed; empty when any is
 */
public record WarehouseField(
    String name, FieldKind kind, boolean required, Optional<String> standard, List<String> choices, String meaning) {

  static WarehouseField required(String name, FieldKind kind, String meaning) {
    return new WarehouseField(name, kind, true, Optional.empty(), List.of(), meaning);
  }

  static WarehouseField optional(String name, FieldKind kind, String standard, String meaning) {
    return new WarehouseField(name, kind, false, Optional.of(standard), List.of(), meaning);
  }
}
