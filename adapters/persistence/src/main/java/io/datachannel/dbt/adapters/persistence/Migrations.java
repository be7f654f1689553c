package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas to the newest version, by Flyway; copies of the service that start together wait for each other. */
final class Migrations {
  private static final Logger LOG = System.getLogger(Migrations.class.getName());

  /** A table, a column, a key: error messages 1050, 1060 and 1061 of MySQL and MariaDB. */
  private static final Set<Integer> THERE_ALREADY = Set.of(1050, 1060, 1061);

  private final DatabaseSettings settings;
  private final String location;
  private final String history;
  private final Flyway flyway;

  /**
   * @param location of the scripts on the class path
   * @param history  the table that tells which are done
   */
  Migrations(DatabaseSettings settings, String location, String history) {
    this.settings = settings;
    this.location = location;
    this.history = history;
    this.flyway = Flyway.configure()
        .dataSource(settings.url(), settings.user(), settings.password().reveal())
        .jdbcProperties(Map.of("openTelemetry", "DISABLED"))
        .locations("classpath:" + location)
        .defaultSchema(settings.adminSchema())
        .schemas(settings.adminSchema(), settings.logsSchema())
        .createSchemas(true)
        .table(history)
        // The platform's tables lie in the same schema; a history of our own begins beside them.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(Map.of("admin", settings.adminSchema(), "logs", settings.logsSchema()))
        .validateMigrationNaming(true)
        .load();
  }

  private static Migrations ofPlatform(DatabaseSettings settings) {
    return new Migrations(settings, "db/platform", "flyway_platform_history");
  }

  private static Migrations ofService(DatabaseSettings settings) {
    return new Migrations(settings, "db/migrations", "flyway_dbt_history");
  }

  /**
   * @throws PortFailure with SCHEMA_NEWER when a later version of the service brought the schema further, with SCHEMA_MIGRATION_FAILED when a migration
   *     stopped in its middle, and with DATABASE_UNAVAILABLE otherwise
   */
  static void run(DatabaseSettings settings, PlatformTables platform) {
    try {
      if (platform == PlatformTables.CREATED) {
        ofPlatform(settings).migrate();
      }
      ofService(settings).migrate();
    } catch (FlywayException failed) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
          "The database cannot be reached, or its schema cannot be brought to this version of the service.", failed);
    }
  }

  /** Changes nothing. @throws FlywayException when the database cannot be asked */
  static SchemaState state(DatabaseSettings settings) {
    return ofService(settings).state();
  }

  private SchemaState state() {
    return SchemaState.of(flyway.info().all());
  }

  void migrate() {
    SchemaState before = state();
    if (!before.newer().isEmpty()) {
      throw newer(before);
    }
    before.failed().forEach(this::beginAgain);
    try {
      flyway.migrate();
    } catch (FlywayException failed) {
      throw state().failed().stream().findFirst().map(script -> stopped(script, failed)).orElseThrow(() -> failed);
    }
  }

  /** Neither MariaDB nor MySQL takes back what a migration did before it failed, but a single statement is done wholly or not at all. */
  private void beginAgain(String script) {
    if (!isOneStatement(script)) {
      throw stopped(script, null);
    }
    LOG.log(Level.WARNING, "The migration {0} failed earlier; it is one statement, of which nothing was done, and is tried again", script);
    try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
        PreparedStatement delete = connection.prepareStatement(
            "delete from " + history() + " where script = ? and success = 0")) {
      delete.setString(1, script);
      delete.executeUpdate();
    } catch (SQLException failed) {
      throw new FlywayException("The failed migration cannot be forgotten", failed);
    }
  }

  private static PortFailure newer(SchemaState found) {
    return new PortFailure(FailureCode.SCHEMA_NEWER, "The schema of the database is newer than this service: it has migration "
        + found.newer().getLast() + ", and this version knows them up to " + found.newest() + ". Start the version of the service that brought it "
        + "there, or a later one; to go back, restore the backup of the database from before the upgrade.", null);
  }

  private PortFailure stopped(String script, FlywayException failed) {
    Optional<SQLException> cause = Stream.iterate((Throwable) failed, each -> each != null, Throwable::getCause)
        .filter(SQLException.class::isInstance).map(SQLException.class::cast).findFirst();
    String why = cause.map(each -> " (" + each.getMessage().lines().findFirst().orElse("") + ")").orElse("");
    return new PortFailure(FailureCode.SCHEMA_MIGRATION_FAILED, isOneStatement(script)
        ? "The migration " + script + " of the database failed" + why + ". " + (cause.filter(each -> THERE_ALREADY.contains(each.getErrorCode())).isPresent()
            ? "What it makes is there: a start may have been killed before it could note that. If so, set success = 1 in the row of it in " + history()
                + ", and start again." : "Nothing of it was done: remove the cause and start again.")
        : "The migration " + script + " of the database stopped halfway" + why + ", and the database cannot take back what it did. Restore the backup from "
            + "before the upgrade and start again. Or compare " + location + "/" + script + " with the tables, undo what is done of it, delete its row with "
            + "success = 0 from " + history() + ", and start again.", failed);
  }

  private String history() {
    return settings.adminSchema() + "." + history;
  }

  private boolean isOneStatement(String script) {
    try (InputStream file = Migrations.class.getClassLoader().getResourceAsStream(location + "/" + script)) {
      return file != null && new MigrationScript(new String(file.readAllBytes(), StandardCharsets.UTF_8)).statements().size() == 1;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
