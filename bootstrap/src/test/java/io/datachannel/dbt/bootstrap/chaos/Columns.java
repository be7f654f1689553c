package io.datachannel.dbt.bootstrap.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The columns of one row. */
record Columns(ResultSet row) {

  Optional<String> text(String name) {
    try {
      return Optional.ofNullable(row.getString(name));
    } catch (SQLException failed) {
      throw new IllegalStateException(name, failed);
    }
  }

  long number(String name) {
    return Long.parseLong(text(name).orElse("0"));
  }
}
