package io.datachannel.dbt.application.warehouses;

import io.datachannel.dbt.domain.warehouse.LoginMethod;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A connection for each way to log in to each type of warehouse, with a value in every field. The keys are none: only their shape is right. */
public final class SampleConnections {
  public static final String CERTIFICATE = pem("CERTIFICATE");
  public static final String KEY = pem("PRIVATE KEY");
  public static final String ENCRYPTED_KEY = pem("ENCRYPTED PRIVATE KEY");
  public static final String SERVICE_ACCOUNT = """
      {
        "type": "service_account",
        "project_id": "acme-prod",
        "private_key_id": "0123456789abcdef0123456789abcdef01234567",
        "private_key": "%s",
        "client_email": "dbt@acme-prod.iam.gserviceaccount.com",
        "client_id": "123456789012345678901",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        "universe_domain": "googleapis.com"
      }""".formatted(KEY.replace("\n", "\\n"));

  private static final Map<String, String> VALUES = Map.of(
      "account", "acme-prod", "project", "acme-prod", "region", "eu-west-1", "http_path", "/sql/1.0/warehouses/abc123",
      "tenant_id", "11111111-2222-3333-4444-555555555555", "path", "shop.duckdb");

  private SampleConnections() {}

  public static Stream<WarehouseConnection> all() {
    return Arrays.stream(WarehouseType.values())
        .flatMap(type -> type.methods().stream().map(method -> WarehouseConnection.of(type, fields(type, method))));
  }

  /** What a user gives for such a connection. */
  public static Map<String, String> fields(WarehouseType type, LoginMethod method) {
    Map<String, String> fields = new LinkedHashMap<>();
    type.methodField().ifPresent(field -> fields.put(field.name(), method.name()));
    method.fields().forEach(field -> fields.put(field.name(), field.standard().orElseGet(() -> value(field))));
    return fields;
  }

  public static WarehouseConnection of(WarehouseType type, String method) {
    return all().filter(one -> one.type() == type && one.method().name().equals(method)).findFirst().orElseThrow();
  }

  private static String value(WarehouseField field) {
    return switch (field.kind()) {
      case TEXT, PLACE, FILE -> VALUES.getOrDefault(field.name(), "my_" + field.name());
      case HOST -> "warehouse.example";
      case PORT -> "4711";
      case NUMBER -> "1000000000000";
      case FLAG -> "true";
      case SECRET -> "hunter2-" + field.name();
      case CERTIFICATE -> CERTIFICATE;
      case KEY -> ENCRYPTED_KEY;
      case KEY_FILE -> KEY;
      case SERVICE_ACCOUNT -> SERVICE_ACCOUNT;
    };
  }

  private static String pem(String label) {
    return "-----BEGIN " + label + "-----\nMIIBonlyTheShapeOfAKeyAndNotOne0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n-----END " + label + "-----\n";
  }
}
