package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schemas to the newest version, by Flyway; copies of the service that start together wait for each other. */
final class Migrations {
  private Migrations() {}

  static void run(DatabaseSettings settings, PlatformTables platform) {
    try {
      if (platform == PlatformTables.CREATED) {
        migrate(settings, "db/platform", "flyway_platform_history");
      }
      migrate(settings, "db/migrations", "flyway_dbt_history");
    } catch (FlywayException failed) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
          "The database cannot be reached, or its schema cannot be brought to this version of the service.", failed);
    }
  }

  private static void migrate(DatabaseSettings settings, String location, String historyTable) {
    Flyway.configure()
        .dataSource(settings.url(), settings.user(), settings.password().reveal())
        .jdbcProperties(Map.of("openTelemetry", "DISABLED"))
        .locations("classpath:" + location)
        .defaultSchema(settings.adminSchema())
        .schemas(settings.adminSchema(), settings.logsSchema())
        .createSchemas(true)
        .table(historyTable)
        // The platform's tables lie in the same schema; a history of our own begins beside them.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(Map.of("admin", settings.adminSchema(), "logs", settings.logsSchema()))
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
