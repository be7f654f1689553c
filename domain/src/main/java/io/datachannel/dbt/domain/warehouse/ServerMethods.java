package io.datachannel.dbt.domain.warehouse;

import static io.datachannel.dbt.domain.warehouse.FieldKind.CERTIFICATE;
import static io.datachannel.dbt.domain.warehouse.FieldKind.FILE;
import static io.datachannel.dbt.domain.warehouse.FieldKind.FLAG;
import static io.datachannel.dbt.domain.warehouse.FieldKind.HOST;
import static io.datachannel.dbt.domain.warehouse.FieldKind.KEY_FILE;
import static io.datachannel.dbt.domain.warehouse.FieldKind.PLACE;
import static io.datachannel.dbt.domain.warehouse.FieldKind.PORT;
import static io.datachannel.dbt.domain.warehouse.FieldKind.SECRET;
import static io.datachannel.dbt.domain.warehouse.FieldKind.TEXT;
import static io.datachannel.dbt.domain.warehouse.WarehouseField.optional;
import static io.datachannel.dbt.domain.warehouse.WarehouseField.required;

import java.util.List;

/** The fields of warehouses that one runs oneself. */
final class ServerMethods {
  private static final WarehouseField SCHEMA = required("schema", "Schema", TEXT, "schema that models are built in");
  private static final WarehouseField USER = required("user", "User", TEXT, "user to log in as");
  private static final WarehouseField PASSWORD = required("password", "Password", SECRET, "password of that user");
  private static final WarehouseField HOST_NAME = required("host", "Host", HOST, "host name or address of the server");
  private static final WarehouseField PORT_NUMBER = optional("port", "Port", PORT, "TCP port of the server");

  static final List<LoginMethod> DUCKDB = List.of(LoginMethod.of("file", "Database file",
      required("path", "File", FILE, "database file, kept in the account's own folder, for example shop.duckdb"),
      optional("schema", "Schema", TEXT, "schema that models are built in").standing("main")));

  private static final WarehouseField SSL_MODE = optional("sslmode", "TLS", TEXT, "how TLS is used");

  static final List<LoginMethod> POSTGRES = LoginMethod.each(
      List.of(HOST_NAME, PORT_NUMBER.standing("5432"), USER),
      List.of(required("dbname", "Database", TEXT, "database that models are built in"), SCHEMA,
          SSL_MODE.standing("prefer").oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          optional("sslrootcert", "Certificate authority", CERTIFICATE,
              "certificates that the server's has to be signed by, PEM; used with verify-ca and verify-full"),
          optional("role", "Role", TEXT, "role to take on after the login")),
      LoginMethod.of("password", "User and password", PASSWORD),
      // The adapter insists on a password; an empty one is none.
      LoginMethod.of("certificate", "Client certificate",
          required("sslcert", "Certificate", CERTIFICATE, "certificate of the user, PEM"),
          required("sslkey", "Private key", KEY_FILE, "private key of that certificate, PEM, without a passphrase"))
          .writing("password", ""));

  /** Of dbt-mysql, which names the parts of the address otherwise; its driver uses TLS where the server has it. */
  static final List<LoginMethod> MYSQL = mysql(List.of());

  static final List<LoginMethod> MARIADB =
      mysql(List.of(optional("ssl_disabled", "Without TLS", FLAG, "whether the connection goes without TLS").standing("false")));

  private static List<LoginMethod> mysql(List<WarehouseField> behind) {
    return LoginMethod.each(
        List.of(required("server", "Host", HOST, "host name or address of the server"), PORT_NUMBER.standing("3306")),
        behind,
        LoginMethod.of("password", "User and password",
            required("username", "User", TEXT, "user to log in as"), PASSWORD,
            required("schema", "Database", TEXT, "database that models are built in")));
  }

  private static final WarehouseField CLIENT_ID =
      required("client_id", "Client id", TEXT, "application (client) id of the service principal").inOdbc();

  static final List<LoginMethod> SQLSERVER = LoginMethod.each(
      List.of(
          optional("driver", "ODBC driver", TEXT, "driver that is installed beside the service")
              .standing("ODBC Driver 18 for SQL Server")
              .oneOf("ODBC Driver 18 for SQL Server", "ODBC Driver 17 for SQL Server", "FreeTDS"),
          required("server", "Host", HOST, "host name or address of the server").inOdbc(),
          PORT_NUMBER.standing("1433")),
      List.of(required("database", "Database", TEXT, "database that models are built in").inOdbc(), SCHEMA,
          optional("encrypt", "TLS", FLAG, "whether the connection is encrypted").standing("true"),
          optional("trust_cert", "Trust any certificate", FLAG, "whether the server's certificate is taken unchecked").standing("false")),
      LoginMethod.of("sql", "User and password", USER.inOdbc(), PASSWORD).writing("authentication", "sql"),
      LoginMethod.of("ServicePrincipal", "Service principal of Microsoft Entra",
          required("tenant_id", "Tenant", PLACE, "directory (tenant) id").matching("[A-Za-z0-9.-]+", "letters, digits, dots and dashes"),
          CLIENT_ID,
          required("client_secret", "Client secret", SECRET, "secret of the service principal"))
          .writing("authentication", "ServicePrincipal"),
      LoginMethod.of("ActiveDirectoryPassword", "User and password of Microsoft Entra", USER.inOdbc(), PASSWORD)
          .writing("authentication", "ActiveDirectoryPassword"));

  static final List<LoginMethod> CLICKHOUSE = List.of(LoginMethod.of("password", "User and password",
      optional("driver", "Protocol", TEXT, "protocol of the connection").standing("http").oneOf("http", "native"),
      HOST_NAME,
      optional("port", "Port", PORT, "TCP port of the server; left out, 8123, 8443 with TLS, and 9000 or 9440 of the native protocol"),
      optional("user", "User", TEXT, "user to log in as").standing("default"),
      optional("password", "Password", SECRET, "password of that user; left out, none"),
      required("schema", "Database", TEXT, "database that models are built in"),
      optional("secure", "TLS", FLAG, "whether the connection is encrypted; ClickHouse Cloud wants it").standing("false"),
      optional("verify", "Check the certificate", FLAG, "whether the server's certificate is checked").standing("true"),
      optional("cluster", "Cluster", TEXT, "cluster that models are built on, where there is one")));

  private static final WarehouseField AS_USER = optional("user", "User", TEXT, "user to act as; left out, that of the login");

  static final List<LoginMethod> TRINO = LoginMethod.each(
      List.of(HOST_NAME, PORT_NUMBER.standing("443")),
      List.of(required("database", "Catalog", TEXT, "catalog that models are built in"), SCHEMA,
          optional("cert", "Certificate authority", CERTIFICATE, "certificates that the server's has to be signed by, PEM")),
      LoginMethod.of("ldap", "User and password", USER, PASSWORD).writing(LoginMethod.FIELD, "ldap"),
      LoginMethod.of("jwt", "JWT",
          required("jwt_token", "Token", SECRET, "token (JWT) that the server's issuer has signed"), AS_USER)
          .writing(LoginMethod.FIELD, "jwt"),
      LoginMethod.of("certificate", "Client certificate",
          required("client_certificate", "Certificate", CERTIFICATE, "certificate of the user, PEM"),
          required("client_private_key", "Private key", KEY_FILE, "private key of that certificate, PEM, without a passphrase"), AS_USER)
          .writing(LoginMethod.FIELD, "certificate"),
      LoginMethod.of("none", "User alone", USER,
          optional("http_scheme", "Scheme", TEXT, "whether the connection goes by TLS").standing("http").oneOf("http", "https"))
          .writing(LoginMethod.FIELD, "none"));

  private ServerMethods() {}
}
