package io.datachannel.dbt.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of the service under test, beside the service. */
final class ServiceTables {
  private static final Pattern PORT = Pattern.compile("socket: .* port: ([0-9]+)");

  private final Path folder;

  /** @param data the data folder, with the embedded database in it */
  ServiceTables(Path data) {
    this.folder = data.resolve("database");
  }

  /**
   * Every row of every table as text, by table. When a token was last used is no change of anything, nor is what the service notes of its
   * attempts to send messages.
   */
  SortedMap<String, List<String>> all() {
    SortedMap<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = open(); Statement statement = connection.createStatement()) {
      for (String table : texts(statement, """
          select concat(table_schema, '.', table_name) from information_schema.tables
          where table_schema in ('dc_admin', 'dc_logs') and table_type = 'BASE TABLE'""")) {
        String columns = String.join(", ", texts(statement, """
            select concat('coalesce(hex(`', column_name, '`), ''-'')') from information_schema.columns
            where concat(table_schema, '.', table_name) = '%s' and column_name <> 'last_used_at'
              and not (table_name = 'dbt_notification_targets'
                and column_name in ('quiet_until', 'failures', 'leased_until', 'fencing_number'))
              and not (table_name = 'dbt_notification_deliveries'
                and column_name in ('state', 'attempts', 'due_at', 'tried_at', 'last_answer'))
            order by ordinal_position""".formatted(table)));
        tables.put(table, texts(statement, "select concat_ws(' ', %s) from %s order by 1".formatted(columns, table)));
      }
      return tables;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The first column of all rows. */
  List<String> texts(String sql) {
    try (Connection connection = open(); Statement statement = connection.createStatement()) {
      return texts(statement, sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  void change(String sql, Object... values) {
    try (Connection connection = open(); PreparedStatement statement = connection.prepareStatement(sql)) {
      execute(statement, values);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void execute(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  /** @return the key of the new row */
  long insert(String sql, Object... values) {
    try (Connection connection = open();
        PreparedStatement statement = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      execute(statement, values);
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private Connection open() throws SQLException {
    try {
      Matcher port = PORT.matcher(Files.readString(folder.resolve("mariadb.log")));
      if (!port.find()) {
        throw new IllegalStateException("the log of the embedded database names no port");
      }
      return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port.group(1) + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
          "dbt_service", Files.readString(folder.resolve("password")).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
