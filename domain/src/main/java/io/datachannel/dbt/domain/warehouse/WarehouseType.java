package io.datachannel.dbt.domain.warehouse;

import static io.datachannel.dbt.domain.warehouse.FieldKind.FILE;
import static io.datachannel.dbt.domain.warehouse.FieldKind.HOST;
import static io.datachannel.dbt.domain.warehouse.FieldKind.PORT;
import static io.datachannel.dbt.domain.warehouse.FieldKind.SECRET;
import static io.datachannel.dbt.domain.warehouse.FieldKind.TEXT;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The warehouses that a project can be run on, with the fields of their profiles (dbt documentation, "Connection profiles"). */
public enum WarehouseType {
  DUCKDB("duckdb", "dbt-duckdb", List.of(
      WarehouseField.required("path", FILE, "database file, kept in the account's own folder, for example shop.duckdb"),
      WarehouseField.optional("schema", TEXT, "main", "schema that models are built in"))),

  POSTGRES("postgres", "dbt-postgres", List.of(
      WarehouseField.required("host", HOST, "host name or address of the server"),
      WarehouseField.optional("port", PORT, "5432", "TCP port of the server"),
      WarehouseField.required("user", TEXT, "user to log in as"),
      WarehouseField.required("password", SECRET, "password of that user"),
      WarehouseField.required("dbname", TEXT, "database that models are built in"),
      WarehouseField.required("schema", TEXT, "schema that models are built in"),
      new WarehouseField("sslmode", TEXT, false, Optional.of("prefer"),
          List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"), "how TLS is used")));

  private final String wireName;
  private final String adapterPackage;
  private final List<WarehouseField> fields;

  WarehouseType(String wireName, String adapterPackage, List<WarehouseField> fields) {
    this.wireName = wireName;
    this.adapterPackage = adapterPackage;
    this.fields = fields;
  }

  /** The name in the API, and {@code type} in profiles.yml. */
  public String wireName() {
    return wireName;
  }

  /** The Python package of the dbt adapter. */
  public String adapterPackage() {
    return adapterPackage;
  }

  /** Whether one process at a time has it to itself: a DuckDB file is locked by whoever opens it (DuckDB's documentation, "Concurrency"). */
  public boolean isOfOneProcess() {
    return this == DUCKDB;
  }

  public List<WarehouseField> fields() {
    return fields;
  }

  /** @throws InvalidInput when there is no type of this name */
  public static WarehouseType named(String name) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(name)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.WAREHOUSE_TYPE_UNKNOWN, "type",
            "There is no warehouse type '" + name + "'; use one of "
                + Arrays.stream(values()).map(WarehouseType::wireName).collect(Collectors.joining(", ")) + "."));
  }
}
