package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.path.RelativePath;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How to reach a warehouse: a checked value for every field of its type.
 *
 * @param open   the fields that may be shown, by the adapter's name for them
 * @param secret the fields that may not
 */
public record WarehouseConnection(WarehouseType type, Map<String, String> open, Map<String, Secret> secret) {
  /** In characters, of any field. */
  public static final int LONGEST_VALUE = 4096;
  /** The names that adapters have for the schema of the models. */
  private static final Set<String> SCHEMAS = Set.of("schema", "dataset");

  /** @throws InvalidInput naming the first field that is unknown, missing or out of its range */
  public static WarehouseConnection of(WarehouseType type, Map<String, String> given) {
    Set<String> unknown = new TreeSet<>(given.keySet());
    type.fields().forEach(field -> unknown.remove(field.name()));
    if (!unknown.isEmpty()) {
      String known = type.fields().stream().map(WarehouseField::name).collect(Collectors.joining(", "));
      throw new InvalidInput(FailureCode.FIELD_UNKNOWN, "connection." + unknown.iterator().next(),
          "A " + type.wireName() + " warehouse has no field '" + unknown.iterator().next() + "'; it has " + known + ".");
    }
    Map<String, String> open = new LinkedHashMap<>();
    Map<String, Secret> secret = new LinkedHashMap<>();
    for (WarehouseField field : type.fields()) {
      String value = given.containsKey(field.name()) ? given.get(field.name()) : field.standard().orElse(null);
      String checked = check(field, value);
      if (field.kind() == FieldKind.SECRET) {
        secret.put(field.name(), new Secret(checked));
      } else {
        open.put(field.name(), checked);
      }
    }
    return new WarehouseConnection(type, Map.copyOf(open), Map.copyOf(secret));
  }

  /**
   * What a user gives in the place of this connection. A secret that is left out stays as it is, since no one can read it back; but it
   * must be given again when the type or the address changes, so that it cannot be sent to a server that it was not meant for.
   *
   * @throws InvalidInput as {@link #of}
   */
  public WarehouseConnection replacedBy(WarehouseType newType, Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(given);
    if (newType == type && addressIn(withStandards(given)).equals(addressIn(open))) {
      secret.forEach((name, kept) -> all.computeIfAbsent(name, _ -> kept.reveal()));
    }
    return of(newType, all);
  }

  /**
   * The same with models built in another schema.
   *
   * @throws InvalidInput when the type has no field for one
   */
  public WarehouseConnection inSchema(String schema) {
    String field = type.fields().stream().map(WarehouseField::name).filter(SCHEMAS::contains).findFirst()
        .orElseThrow(() -> invalid("schema", "A " + type.wireName() + " warehouse has no schema that a project could choose; leave 'schema' out."));
    Map<String, String> changed = new LinkedHashMap<>(open);
    changed.put(field, schema);
    return new WarehouseConnection(type, Map.copyOf(changed), secret);
  }

  private Map<String, String> withStandards(Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(given);
    type.fields().forEach(field -> field.standard().ifPresent(value -> all.putIfAbsent(field.name(), value)));
    return all;
  }

  private Map<String, String> addressIn(Map<String, String> values) {
    Map<String, String> address = new LinkedHashMap<>();
    type.fields().stream()
        .filter(field -> switch (field.kind()) {
          case HOST, PORT -> true;
          case TEXT, SECRET, FILE -> false;
        })
        .filter(field -> values.containsKey(field.name()))
        .forEach(field -> address.put(field.name(), values.get(field.name())));
    return address;
  }

  private static String check(WarehouseField field, String value) {
    String name = "connection." + field.name();
    String text = Text.required(name, value, LONGEST_VALUE);
    if (!field.choices().isEmpty() && !field.choices().contains(text)) {
      throw invalid(name, "'" + name + "' must be one of " + String.join(", ", field.choices()) + ".");
    }
    return switch (field.kind()) {
      case TEXT, HOST, SECRET -> text;
      case FILE -> RelativePath.of(name, text).value();
      case PORT -> port(name, text);
    };
  }

  private static String port(String name, String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
      throw invalid(name, "'" + name + "' must be a whole number from 1 to 65535.");
    }
    return text;
  }

  private static InvalidInput invalid(String field, String message) {
    return new InvalidInput(FailureCode.WAREHOUSE_FIELD_INVALID, field, message);
  }
}
