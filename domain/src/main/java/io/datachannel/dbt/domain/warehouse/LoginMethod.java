package io.datachannel.dbt.domain.warehouse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way to log in to a warehouse.
 *
 * @param name    the value of {@code method} in the API
 * @param title   for a form
 * @param fields  all that a connection of this way has, but for {@code method} itself
 * @param written what profiles.yml says of the way besides its fields, as the adapter names it
 * @param lines   of dbt-core, whose adapters know it
 */
public record LoginMethod(String name, String title, List<WarehouseField> fields, Map<String, String> written, CoreLines lines) {
  /** The field of a connection that names its way, where there are several. */
  public static final String FIELD = "method";

  static LoginMethod of(String name, String title, WarehouseField... fields) {
    return new LoginMethod(name, title, List.of(fields), Map.of(), CoreLines.ALL);
  }

  LoginMethod writing(String field, String value) {
    Map<String, String> all = new LinkedHashMap<>(written);
    all.put(field, value);
    return new LoginMethod(name, title, fields, Collections.unmodifiableMap(all), lines);
  }

  LoginMethod since(int minor) {
    return new LoginMethod(name, title, fields, written, CoreLines.from(minor));
  }

  /** The same ways with fields that they all have: where the warehouse is comes before, what is built there behind. */
  static List<LoginMethod> each(List<WarehouseField> before, List<WarehouseField> behind, LoginMethod... methods) {
    return Arrays.stream(methods).map(method -> {
      List<WarehouseField> all = new ArrayList<>(before);
      all.addAll(method.fields);
      all.addAll(behind);
      return new LoginMethod(method.name, method.title, List.copyOf(all), method.written, method.lines);
    }).toList();
  }

  /** The field {@code method} of a type, where there is a choice. */
  static Optional<WarehouseField> choice(List<LoginMethod> methods) {
    return methods.size() == 1 ? Optional.empty()
        : Optional.of(WarehouseField.optional(FIELD, "Login", FieldKind.TEXT, "How dbt logs in; the other fields depend on it.")
            .standing(methods.getFirst().name).oneOf(methods.stream().map(LoginMethod::name).toArray(String[]::new)));
  }

  /** Empty when it has none of this name. */
  public Optional<WarehouseField> field(String field) {
    return fields.stream().filter(one -> one.name().equals(field)).findFirst();
  }

  Stream<WarehouseField> secrets() {
    return fields.stream().filter(field -> field.kind().isSecret());
  }
}
