package io.datachannel.dbt.adapters.persistence;

import io.helidon.dbclient.DbRow;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A row of a result, read by the names of its columns; the optional ones may be NULL. */
record Row(DbRow columns) {

  String text(String column) {
    return optionalText(column).orElseThrow(() -> new IllegalStateException("the column " + column + " is NULL"));
  }

  Optional<String> optionalText(String column) {
    return value(column).map(Object::toString);
  }

  int integer(String column) {
    return Math.toIntExact(number(column));
  }

  long number(String column) {
    return optionalNumber(column).orElseThrow(() -> new IllegalStateException("the column " + column + " is NULL"));
  }

  Optional<Long> optionalNumber(String column) {
    return value(column).map(value -> ((Number) value).longValue());
  }

  BigDecimal decimal(String column) {
    return value(column).map(BigDecimal.class::cast)
        .orElseThrow(() -> new IllegalStateException("the column " + column + " is NULL"));
  }

  double real(String column) {
    return value(column).map(value -> ((Number) value).doubleValue())
        .orElseThrow(() -> new IllegalStateException("the column " + column + " is NULL"));
  }

  boolean flag(String column) {
    return value(column).map(value -> value instanceof Boolean flag ? flag : ((Number) value).intValue() != 0).orElse(false);
  }

  Instant instant(String column) {
    return optionalInstant(column).orElseThrow(() -> new IllegalStateException("the column " + column + " is NULL"));
  }

  /** The specification's TIMESTAMP columns hold instants, our DATETIME ones UTC. */
  Optional<Instant> optionalInstant(String column) {
    return value(column).map(value -> value instanceof Timestamp timestamp
        ? timestamp.toInstant() : ((LocalDateTime) value).toInstant(ZoneOffset.UTC));
  }

  private Optional<Object> value(String column) {
    return Optional.ofNullable(columns.column(column).get(Object.class));
  }
}
