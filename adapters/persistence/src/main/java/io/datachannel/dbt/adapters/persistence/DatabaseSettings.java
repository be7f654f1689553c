package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.secret.Secret;

/**
 * Where the database is.
 *
 * @param url         a JDBC URL such as {@code jdbc:mysql://db.example:3306/}; parameters in it win over the service's own
 * @param adminSchema the name of the schema that the specification calls dc_admin_staging
 * @param logsSchema  the name of the schema that the specification calls dc_logs_staging
 * @param poolSize    the most connections that are open at once
 */
public record DatabaseSettings(String url, String user, Secret password, String adminSchema, String logsSchema, int poolSize) {
  public static final String STANDARD_ADMIN_SCHEMA = "dc_admin";
  public static final String STANDARD_LOGS_SCHEMA = "dc_logs";
  public static final int STANDARD_POOL_SIZE = 10;

  /** @throws IllegalArgumentException naming the setting that cannot be used */
  public DatabaseSettings {
    if (!url.startsWith("jdbc:mysql:")) {
      throw new IllegalArgumentException(
          "The database URL must start with jdbc:mysql: (for MariaDB, too), for example jdbc:mysql://db.example:3306/");
    }
    checkName("admin schema", adminSchema);
    checkName("logs schema", logsSchema);
    if (poolSize < 2) {
      throw new IllegalArgumentException("The database pool needs at least 2 connections.");
    }
  }

  /** The names are written into statements as they are. */
  private static void checkName(String what, String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("The name of the " + what + " may hold letters, digits and underscores; got '" + name + "'.");
    }
  }
}
