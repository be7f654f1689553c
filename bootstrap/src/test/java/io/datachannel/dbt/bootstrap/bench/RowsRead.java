package io.datachannel.dbt.bootstrap.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How many rows and entries of indexes the database reads for a piece of work. */
final class RowsRead {
  private static final int ATTEMPTS = 5;
  private static final String COUNTERS = """
      select sum(variable_value) as rows_read from information_schema.global_status
      where variable_name like 'HANDLER\\_READ\\_%' and variable_name not like '%RND%'
      """;

  private RowsRead() {}

  /** The least of several attempts, since the service looks for other work meanwhile; rows of temporary tables are not counted. */
  static long by(Connection database, Runnable work) throws SQLException {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = sum(database);
      work.run();
      least = Math.min(least, sum(database) - before);
    }
    return least;
  }

  private static long sum(Connection database) throws SQLException {
    try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(COUNTERS)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
