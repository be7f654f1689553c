package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to reach a warehouse: checked values for the fields of its type and of its way to log in.
 *
 * @param open   the fields that may be shown, by the adapter's name for them, and {@code method} where the type has several ways; rows of
 *               before there were some have none
 * @param secret the fields that may not
 */
public record WarehouseConnection(WarehouseType type, Map<String, String> open, Map<String, Secret> secret) {
  /** In characters, of a field of one line. */
  public static final int LONGEST_VALUE = 4096;
  /** The same of a key, certificates or JSON. */
  public static final int LONGEST_DOCUMENT = 16_384;
  /** The names that adapters have for the schema of the models. */
  private static final Set<String> SCHEMAS = Set.of("schema", "dataset");

  /** @throws InvalidInput naming the first field that is unknown, missing or out of its range */
  public static WarehouseConnection of(WarehouseType type, Map<String, String> given) {
    LoginMethod method = methodIn(type, given);
    checkNames(type, method, given.keySet());
    Map<String, String> open = new LinkedHashMap<>();
    Map<String, Secret> secret = new LinkedHashMap<>();
    type.methodField().ifPresent(field -> open.put(field.name(), method.name()));
    for (WarehouseField field : method.fields()) {
      String value = given.containsKey(field.name()) ? given.get(field.name()) : field.standard().orElse(null);
      if (value == null && !field.required()) {
        continue;
      }
      String checked = FieldValue.checked(field, value);
      if (field.kind().isSecret()) {
        secret.put(field.name(), new Secret(checked));
      } else {
        open.put(field.name(), checked);
      }
    }
    Passphrase.check(method, secret);
    return new WarehouseConnection(type, Map.copyOf(open), Map.copyOf(secret));
  }

  /** Its way to log in. */
  public LoginMethod method() {
    return methodIn(type, open);
  }

  /** All fields that it may have, {@code method} first where there is a choice. */
  public List<WarehouseField> fields() {
    return Stream.concat(type.methodField().stream(), method().fields().stream()).toList();
  }

  /**
   * What a user gives in the place of this connection. A secret that is left out stays as it is, since no one can read it back; but it
   * must be given again when the type, the way to log in or the address changes, so that it cannot be sent to a server that it was not meant
   * for. One that the way does not need, such as a passphrase, stays only as long as no secret is given.
   *
   * @throws InvalidInput as {@link #of}
   */
  public WarehouseConnection replacedBy(WarehouseType newType, Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(given);
    LoginMethod method = methodIn(newType, given);
    if (newType == type && method.equals(method()) && addressIn(method, given).equals(addressIn(method, open))) {
      boolean noneGiven = method.secrets().noneMatch(field -> given.containsKey(field.name()));
      method.secrets().filter(field -> field.required() || noneGiven).map(WarehouseField::name).filter(secret::containsKey)
          .forEach(name -> all.computeIfAbsent(name, _ -> secret.get(name).reveal()));
    }
    return of(newType, all);
  }

  /**
   * The same with models built in another schema.
   *
   * @throws InvalidInput when the way to log in has no field for one
   */
  public WarehouseConnection inSchema(String schema) {
    String field = methodIn(type, open).fields().stream().map(WarehouseField::name).filter(SCHEMAS::contains).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.WAREHOUSE_FIELD_INVALID, "schema",
            "A " + type.wireName() + " warehouse has no schema that a project could choose; leave 'schema' out."));
    Map<String, String> changed = new LinkedHashMap<>(open);
    changed.put(field, schema);
    return new WarehouseConnection(type, Map.copyOf(changed), secret);
  }

  private static LoginMethod methodIn(WarehouseType type, Map<String, String> values) {
    Optional<String> named = type.methodField().map(field -> values.get(field.name()));
    return named.isEmpty() ? type.methods().getFirst()
        : type.methods().stream().filter(method -> method.name().equals(named.get())).findFirst()
            .orElseThrow(() -> new InvalidInput(FailureCode.WAREHOUSE_FIELD_INVALID, "connection." + LoginMethod.FIELD,
                "'connection." + LoginMethod.FIELD + "' must be one of "
                    + type.methods().stream().map(LoginMethod::name).collect(Collectors.joining(", ")) + "."));
  }

  private static void checkNames(WarehouseType type, LoginMethod method, Set<String> given) {
    Set<String> unknown = new TreeSet<>(given);
    List<String> known = Stream.concat(type.methodField().stream(), method.fields().stream()).map(WarehouseField::name).toList();
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      String name = unknown.iterator().next();
      List<String> others = type.methods().stream().filter(one -> one.field(name).isPresent()).map(LoginMethod::name).toList();
      throw new InvalidInput(FailureCode.FIELD_UNKNOWN, "connection." + name,
          "A " + type.wireName() + " warehouse" + (type.methods().size() == 1 ? "" : " with the method '" + method.name() + "'")
              + " has no field '" + name + "'" + (others.isEmpty() ? "" : ", which goes with the method " + String.join(" or ", others))
              + "; it has " + String.join(", ", known) + ".");
    }
  }

  private static Map<String, String> addressIn(LoginMethod method, Map<String, String> values) {
    Map<String, String> address = new LinkedHashMap<>();
    for (WarehouseField field : method.fields()) {
      if (field.kind().isAddress()) {
        String value = values.getOrDefault(field.name(), field.standard().orElse(""));
        address.put(field.name(), value == null ? "" : value);
      }
    }
    return address;
  }
}
