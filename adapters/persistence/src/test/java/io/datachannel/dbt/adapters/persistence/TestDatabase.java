package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One embedded MariaDB for all tests of this JVM, with schemas made anew; each test begins with empty tables and two accounts. */
final class TestDatabase implements BeforeEachCallback {
  static final AccountId OURS = new AccountId(1);

  /** The warm start of a kept folder is ten times as fast as the first. */
  private static final Path FOLDER = Path.of("target", "embedded-mariadb");
  private static final List<String> TABLES = List.of(
      "dc_logs.log_dbt_model_run", "dc_logs.log_dbt_project_run_errors", "dc_logs.log_dbt_project_run",
      "dc_admin.dbt_pipeline_loads", "dc_admin.pipelines",
      "dc_admin.dbt_api_tokens", "dc_admin.dbt_project_refreshes", "dc_admin.configured_dbt_models", "dc_admin.dbt_project_details",
      "dc_admin.dbt_repositories", "dc_admin.dbt_project_change_history", "dc_admin.dbt_projects", "dc_admin.dbt_credentials",
      "dc_admin.data_warehouses", "dc_admin.users", "dc_admin.accounts");

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
    execute(running.settings, Stream.concat(TABLES.stream().map(table -> "delete from " + table), Stream.of(
        "insert into dc_admin.accounts (id, name) values (1, 'ours'), (2, 'another')",
        "insert into dc_admin.users (id, account_id, name) values (1, 1, 'we'), (2, 2, 'they')")).toList());
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

  static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password().reveal());
  }

  static DatabaseSettings settingsOf(EmbeddedMariaDb server) {
    return new DatabaseSettings(server.url(), server.user(), server.password(), "dc_admin", "dc_logs", 10);
  }

  private record Running(EmbeddedMariaDb server, DatabaseSettings settings, Database database) implements AutoCloseable {

    static Running start() {
      EmbeddedMariaDb server = EmbeddedMariaDb.start(FOLDER);
      DatabaseSettings settings = settingsOf(server);
      execute(settings, List.of("drop database if exists dc_admin", "drop database if exists dc_logs"));
      return new Running(server, settings, Database.open(settings, PlatformTables.CREATED));
    }

    @Override
    public void close() {
      database.close();
      server.close();
    }
  }
}
