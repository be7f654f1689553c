package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The warehouses that a project can be run on, with the fields of their profiles (dbt documentation, "Connection profiles"). */
public enum WarehouseType {
  DUCKDB("duckdb", "DuckDB", "dbt-duckdb", CoreLines.ALL, ServerMethods.DUCKDB),
  POSTGRES("postgres", "PostgreSQL", "dbt-postgres", CoreLines.ALL, ServerMethods.POSTGRES),
  REDSHIFT("redshift", "Amazon Redshift", "dbt-redshift", CoreLines.ALL, CloudMethods.REDSHIFT),
  SNOWFLAKE("snowflake", "Snowflake", "dbt-snowflake", CoreLines.ALL, CloudMethods.SNOWFLAKE),
  BIGQUERY("bigquery", "Google BigQuery", "dbt-bigquery", CoreLines.ALL, CloudMethods.BIGQUERY),
  DATABRICKS("databricks", "Databricks", "dbt-databricks", CoreLines.from(9), CloudMethods.DATABRICKS),
  MYSQL("mysql", "MySQL", "dbt-mysql", CoreLines.only(7), ServerMethods.MYSQL),
  MARIADB("mariadb", "MariaDB", "dbt-mysql", CoreLines.only(7), ServerMethods.MARIADB),
  SQLSERVER("sqlserver", "Microsoft SQL Server", "dbt-sqlserver", CoreLines.from(7), ServerMethods.SQLSERVER),
  CLICKHOUSE("clickhouse", "ClickHouse", "dbt-clickhouse", CoreLines.ALL, ServerMethods.CLICKHOUSE),
  TRINO("trino", "Trino", "dbt-trino", CoreLines.ALL, ServerMethods.TRINO);

  private final String wireName;
  private final String title;
  private final String adapterPackage;
  private final CoreLines lines;
  private final List<LoginMethod> methods;

  WarehouseType(String wireName, String title, String adapterPackage, CoreLines lines, List<LoginMethod> methods) {
    this.wireName = wireName;
    this.title = title;
    this.adapterPackage = adapterPackage;
    this.lines = lines;
    this.methods = methods;
  }

  /** The name in the API, and {@code type} in profiles.yml. */
  public String wireName() {
    return wireName;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The Python package of the dbt adapter. */
  public String adapterPackage() {
    return adapterPackage;
  }

  /** The lines of dbt-core that the adapter was released for. */
  public CoreLines lines() {
    return lines;
  }

  /** Whether one process at a time has it to itself: a DuckDB file is locked by whoever opens it (DuckDB's documentation, "Concurrency"). */
  public boolean isOfOneProcess() {
    return this == DUCKDB;
  }

  /** The ways to log in, at least one; the first is that of a connection that names none. */
  public List<LoginMethod> methods() {
    return methods;
  }

  /** The field of a connection that names its way to log in; empty where there is one way only. */
  public Optional<WarehouseField> methodField() {
    return LoginMethod.choice(methods);
  }

  /** @throws InvalidInput when there is no type of this name */
  public static WarehouseType named(String name) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(name)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.WAREHOUSE_TYPE_UNKNOWN, "type",
            "There is no warehouse type '" + name + "'; use one of "
                + Arrays.stream(values()).map(WarehouseType::wireName).collect(Collectors.joining(", ")) + "."));
  }
}
