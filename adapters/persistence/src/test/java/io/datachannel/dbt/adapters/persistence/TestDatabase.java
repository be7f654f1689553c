package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One embedded MariaDB for all tests of this JVM, with schemas made anew; each test begins with empty tables and two accounts. */
final class TestDatabase implements BeforeEachCallback {
  static final AccountId OURS = new AccountId(1);

  /** The warm start of a kept folder is ten times as fast as the first. */
  private static final Path FOLDER = Path.of("target", "embedded-mariadb");
  /** Words and history of the schema are its own; everything else is a test's. */
  private static final String TABLES = """
      select concat(table_schema, '.', table_name)
      from information_schema.tables
      where table_schema in ('dc_admin', 'dc_logs') and table_name not like 'e\\_%' and table_name not like 'flyway\\_%'
      """;

  private static Running running;

  /** The database of the running test. */
  static Database database() {
    return running.database;
  }

  static DatabaseSettings settings() {
    return running.settings;
  }

  static Fixture fixture() {
    return new Fixture(running.database);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Running.class, type -> Running.start(), Running.class);
    execute(running.settings, Stream.concat(Stream.of("set foreign_key_checks = 0"), Stream.concat(
        running.tables.stream().map(table -> "delete from " + table), Stream.of(
        "insert into dc_admin.accounts (id, name) values (1, 'ours'), (2, 'another')",
        "insert into dc_admin.users (id, account_id, name) values (1, 1, 'we'), (2, 2, 'they')"))).toList());
  }

  static void execute(DatabaseSettings settings, List<String> statements) {
    try (Connection connection = connect(settings); Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<String> tablesIn(DatabaseSettings settings) {
    List<String> tables = new ArrayList<>();
    try (Connection connection = connect(settings); Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password().reveal());
  }

  static DatabaseSettings settingsOf(EmbeddedMariaDb server) {
    EmbeddedMariaDb.Reach reach = server.reach();
    return new DatabaseSettings(reach.url(), reach.user(), reach.password(), "dc_admin", "dc_logs", 10);
  }

  private record Running(EmbeddedMariaDb server, DatabaseSettings settings, Database database, List<String> tables) implements AutoCloseable {

    static Running start() {
      EmbeddedMariaDb server = EmbeddedMariaDb.start(FOLDER);
      DatabaseSettings settings = settingsOf(server);
      execute(settings, List.of("drop database if exists dc_admin", "drop database if exists dc_logs"));
      Database database = Database.open(settings, PlatformTables.CREATED);
      return new Running(server, settings, database, tablesIn(settings));
    }

    @Override
    public void close() {
      database.close();
      server.close();
    }
  }
}
