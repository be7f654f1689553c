package io.datachannel.dbt.adapters.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How many rows the database reads for a piece of work; no other work may go on. */
final class RowsRead {
  private RowsRead() {}

  /** Beyond what looking at the counters costs. */
  static long by(Runnable work) throws SQLException {
    long first = rowsRead();
    long before = rowsRead();
    work.run();
    return rowsRead() - before - (before - first);
  }

  /** Of the whole server, by the storage engine. */
  private static long rowsRead() throws SQLException {
    try (Connection connection = TestDatabase.connect(TestDatabase.settings()); Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select variable_value from information_schema.global_status where variable_name in"
            + " ('HANDLER_READ_NEXT', 'HANDLER_READ_KEY', 'HANDLER_READ_PREV', 'HANDLER_READ_FIRST', 'HANDLER_READ_RND_NEXT')"
            + " order by variable_name")) {
      long sum = 0;
      while (rows.next()) {
        sum += rows.getLong(1);
      }
      return sum;
    }
  }
}
