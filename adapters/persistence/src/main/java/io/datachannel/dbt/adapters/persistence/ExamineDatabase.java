package io.datachannel.dbt.adapters.persistence;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/** Looks at a database before a service is started on it. It connects as the service does, and changes nothing. */
public final class ExamineDatabase {
  private static final int ACCESS_DENIED = 1045;
  private static final int UNKNOWN_TIME_ZONE = 1298;
  private static final List<String> ANSWERS_SOON = List.of("connectTimeout", "socketTimeout");
  private static final String MILLIS = "4000";

  private static final String SERVER = """
      select version() as version, utc_timestamp(6) as clock, @@global.read_only as read_only, @@global.max_connections as connections,
        @@global.max_allowed_packet as packet_bytes, @@session.character_set_connection as charset
      """;
  private static final String CLUSTER = "show global variables like 'wsrep_on'";
  private static final String SCHEMAS = """
      select schema_name from information_schema.schemata where schema_name in (?, ?) order by schema_name
      """;
  private static final String COLUMNS = """
      select concat(lower(table_name), '.', lower(column_name)) from information_schema.columns where table_schema = ?
      """;
  /** See db/platform, and "What the platform's tables have to have" in db/RATIONALE.md. */
  private static final List<String> PLATFORM = List.of("accounts.id", "users.id", "pipelines.id", "pipelines.account_id", "data_warehouses.id",
      "data_warehouses.account_id", "data_warehouses.name", "data_warehouses.type", "data_warehouses.configuration_json",
      "data_warehouses.sealed_secrets_json", "data_warehouses.created_at", "data_warehouses.updated_at", "data_warehouses.revision");

  private final DatabaseSettings settings;
  private final PlatformTables platform;

  public ExamineDatabase(DatabaseSettings settings, PlatformTables platform) {
    this.settings = settings;
    this.platform = platform;
  }

  /** What came of it. */
  public sealed interface Examined {
    /** It was asked. */
    record Reached(DatabaseFacts facts) implements Examined {}

    /** @param why as a sentence that names no secret */
    record NotReached(Obstacle obstacle, String why) implements Examined {}
  }

  /** Why a database cannot be used at all. */
  public enum Obstacle { HOST_UNKNOWN, AWAY, LOGIN_REFUSED, NEEDS_TLS, TIME_ZONES_MISSING, OTHER }

  public Examined examine() {
    try (Connection connection = DriverManager.getConnection(settings.url(), properties())) {
      return new Examined.Reached(facts(connection));
    } catch (SQLException failed) {
      return notReached(failed);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(Database.STANDARD_PARAMETERS);
    ANSWERS_SOON.forEach(name -> properties.setProperty(name, MILLIS));
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password().reveal());
    return properties;
  }

  private DatabaseFacts facts(Connection connection) throws SQLException {
    GrantedRights rights = new GrantedRights(texts(connection, "show grants"));
    List<String> schemas = texts(connection, SCHEMAS, settings.adminSchema(), settings.logsSchema());
    boolean cluster = texts(connection, CLUSTER).stream().anyMatch(name -> isOn(connection, name));
    Optional<SchemaState> state = state();
    try (PreparedStatement statement = connection.prepareStatement(SERVER); ResultSet row = statement.executeQuery()) {
      row.next();
      return new DatabaseFacts(row.getString("version"), row.getObject("clock", LocalDateTime.class).toInstant(ZoneOffset.UTC),
          isYes(row.getString("read_only")), cluster,
          new DatabaseFacts.Limits(row.getInt("connections"), row.getLong("packet_bytes"), row.getString("charset")),
          Stream.of(settings.adminSchema(), settings.logsSchema())
              .flatMap(schema -> rights.missing(schema).stream().map(right -> right + " on " + schema)).toList(),
          rights.hasRoles(), schemas, missingTables(connection, schemas), state, sealedKeys(connection));
    }
  }

  private static boolean isYes(String value) {
    return !value.equals("0") && !value.equalsIgnoreCase("OFF");
  }

  private static boolean isOn(Connection connection, String variable) {
    try {
      return texts(connection, "select @@global." + variable).stream().anyMatch(ExamineDatabase::isYes);
    } catch (SQLException unknown) {
      return false;
    }
  }

  private List<String> missingTables(Connection connection, List<String> schemas) throws SQLException {
    if (platform == PlatformTables.CREATED) {
      return List.of();
    }
    List<String> columns = schemas.contains(settings.adminSchema()) ? texts(connection, COLUMNS, settings.adminSchema()) : List.of();
    return PLATFORM.stream().filter(column -> !columns.contains(column)).toList();
  }

  private Optional<SchemaState> state() {
    try {
      return Optional.of(Migrations.state(settings));
    } catch (FlywayException unreadable) {
      return Optional.empty();
    }
  }

  /** Before the first start there is no such table. */
  private Optional<String> sealedKeys(Connection connection) {
    try {
      return texts(connection, "select sealed_keyset from " + settings.adminSchema() + ".dbt_encryption_keys where id = 1").stream().findFirst();
    } catch (SQLException none) {
      return Optional.empty();
    }
  }

  private static List<String> texts(Connection connection, String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }

  /** The driver's words name user and host, and never a password. */
  private static Examined.NotReached notReached(SQLException failed) {
    String words = Optional.ofNullable(failed.getMessage()).orElse("").lines().findFirst().orElse("");
    if (failed.getErrorCode() == ACCESS_DENIED) {
      return new Examined.NotReached(Obstacle.LOGIN_REFUSED, words);
    }
    if (failed.getErrorCode() == UNKNOWN_TIME_ZONE) {
      return new Examined.NotReached(Obstacle.TIME_ZONES_MISSING, words);
    }
    if (words.contains("Public Key Retrieval")) {
      return new Examined.NotReached(Obstacle.NEEDS_TLS, words);
    }
    Optional<Throwable> cause = Stream.iterate((Throwable) failed, each -> each != null, Throwable::getCause)
        .filter(IOException.class::isInstance).reduce((_, last) -> last);
    if (cause.filter(UnknownHostException.class::isInstance).isPresent()) {
      return new Examined.NotReached(Obstacle.HOST_UNKNOWN, "There is no host of that name.");
    }
    return SqlFailures.losesItsConnection(failed)
        ? new Examined.NotReached(Obstacle.AWAY, cause.map(Throwable::getMessage).orElse("It does not answer."))
        : new Examined.NotReached(Obstacle.OTHER, words);
  }
}
