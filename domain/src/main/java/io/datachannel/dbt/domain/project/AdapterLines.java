package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.warehouse.LoginMethod;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which lines of dbt-core go with a warehouse: some adapters were released for some lines alone, and some ways to log in came later. */
public final class AdapterLines {
  private AdapterLines() {}

  /** Newest first, at least one. */
  public static List<DbtLine> of(WarehouseType type, LoginMethod method) {
    return DbtLine.offered().stream().filter(line -> fits(line, type, method)).toList();
  }

  /** The newest version that goes with it. */
  public static DbtVersion newest(WarehouseConnection connection) {
    return of(connection.type(), connection.method()).getFirst().newest();
  }

  /** Why a version does not go with it, and which ones do; empty when it goes. */
  public static Optional<String> unsuitable(DbtVersion version, WarehouseConnection connection) {
    return fits(version.line(), connection.type(), connection.method()) ? Optional.empty() : Optional.of(words(version, connection));
  }

  private static String words(DbtVersion version, WarehouseConnection connection) {
    WarehouseType type = connection.type();
    boolean anyMethod = type.lines().has(version.line().minor());
    return "dbt-core " + version + " does not go with a " + type.wireName() + " warehouse"
        + (anyMethod ? " and the method '" + connection.method().name() + "'" : "") + ": " + type.adapterPackage()
        + (anyMethod ? " knows it for " : " was released for ")
        + of(type, connection.method()).stream().map(DbtLine::toString).collect(Collectors.joining(", ")) + " only. Use dbtVersion "
        + newest(connection).line() + ". GET /api/v1/dbt-versions lists what goes together.";
  }

  private static boolean fits(DbtLine line, WarehouseType type, LoginMethod method) {
    return type.lines().has(line.minor()) && method.lines().has(line.minor());
  }
}
