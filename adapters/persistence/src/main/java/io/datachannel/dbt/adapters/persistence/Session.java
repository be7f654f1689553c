package io.datachannel.dbt.adapters.persistence;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs named statements, in the transaction around the call when there is one. */
final class Session {
  private static final int MOST_ROWS_AT_ONCE = 200;
  /** Keeps a statement, escaped and in UTF-8, below the packets of 4 MiB that old servers take at the most. */
  private static final int MOST_CHARACTERS_AT_ONCE = 500_000;
  private static final Sql LAST_INSERT_ID = new Sql("last_insert_id", "select last_insert_id() as id");

  private final DbClient reads;
  private final Transactions transactions;
  private final DatabaseSettings schemas;
  private final Map<Sql, String> resolved = new ConcurrentHashMap<>();

  /** @param reads for what is read outside of a transaction, and what commits itself */
  Session(Transactions transactions, DbClient reads, DatabaseSettings schemas) {
    this.reads = reads;
    this.schemas = schemas;
    this.transactions = transactions;
  }

  <T> T inTransaction(Supplier<T> work) {
    return transactions.run(work);
  }

  void afterCommit(Runnable effect) {
    transactions.afterCommit(effect);
  }

  <T> Optional<T> one(Sql sql, Values values, Function<Row, T> read) {
    return all(sql, values, read).stream().findFirst();
  }

  <T> List<T> all(Sql sql, Values values, Function<Row, T> read) {
    return transactions.guard(sql, () -> {
      DbExecute execute = transactions.current().orElseGet(reads::execute);
      try (Stream<DbRow> rows = execute.createNamedQuery(sql.name(), values.expand(text(sql))).params(values.byName()).execute()) {
        return rows.map(row -> read.apply(new Row(row))).toList();
      }
    });
  }

  /** @return the rows that the WHERE clause matched */
  int change(Sql sql, Values values) {
    return inTransaction(() -> execute(sql.name(), values.expand(text(sql)), values));
  }

  /**
   * One statement that may be done twice without harm. Outside of a transaction it commits itself, which saves the three round trips that
   * begin and end one.
   *
   * @return the rows that the WHERE clause matched
   */
  int put(Sql sql, Values values) {
    return transactions.current().isPresent() ? change(sql, values)
        : transactions.again(() -> transactions.guard(sql, () ->
            Math.toIntExact(reads.execute().createNamedDmlStatement(sql.name(), text(sql)).params(values.byName()).execute())));
  }

  /** @return the id that the new row was given */
  long add(Sql insert, Values values) {
    return inTransaction(() -> {
      change(insert, values);
      return one(LAST_INSERT_ID, new Values(), row -> row.number("id")).orElseThrow();
    });
  }

  /**
   * Inserts many rows with few statements.
   *
   * @param sql holds one row in brackets behind {@code values}; it is repeated, each parameter with the number of its row
   */
  void addAll(Sql sql, List<Values> rows) {
    inTransaction(() -> {
      portions(rows).forEach(some -> addSome(sql, some));
      return rows.size();
    });
  }

  /** As many rows each as go into one statement; a row that is too long for that is alone. */
  static List<List<Values>> portions(List<Values> rows) {
    List<List<Values>> portions = new ArrayList<>();
    long characters = 0;
    for (Values row : rows) {
      characters += row.characters();
      if (portions.isEmpty() || portions.getLast().size() == MOST_ROWS_AT_ONCE || characters > MOST_CHARACTERS_AT_ONCE) {
        portions.add(new ArrayList<>());
        characters = row.characters();
      }
      portions.getLast().add(row);
    }
    return portions;
  }

  private void addSome(Sql sql, List<Values> rows) {
    String text = text(sql);
    int from = text.indexOf('(', text.indexOf("values"));
    repeat(sql, rows, new Values(), text.substring(from, text.indexOf(')', from) + 1), ",\n");
  }

  /**
   * Changes many rows with few statements.
   *
   * @param sql    joins {@code (select :id as id, …)}; that select is repeated, each parameter with the number of its row
   * @param shared the other parameters
   */
  void changeAll(Sql sql, List<Values> rows, Values shared) {
    inTransaction(() -> {
      portions(rows).forEach(some -> changeSome(sql, some, shared));
      return rows.size();
    });
  }

  private void changeSome(Sql sql, List<Values> rows, Values shared) {
    String text = text(sql);
    int from = text.indexOf("(select :") + 1;
    repeat(sql, rows, shared, text.substring(from, text.indexOf(')', from)), " union all\n");
  }

  private void repeat(Sql sql, List<Values> rows, Values shared, String row, String between) {
    String all = IntStream.range(0, rows.size())
        .mapToObj(number -> row.replaceAll(":([a-z_]+)", ":$1_" + number)).collect(Collectors.joining(between));
    Values numbered = new Values();
    for (int number = 0; number < rows.size(); number++) {
      String suffix = "_" + number;
      rows.get(number).byName().forEach((name, value) -> numbered.with(name + suffix, value));
    }
    shared.byName().forEach(numbered::with);
    execute(sql.name(), text(sql).replace(row, all), numbered);
  }

  private int execute(String name, String text, Values values) {
    return transactions.guard(new Sql(name, text), () -> {
      DbExecute execute = transactions.current().orElseThrow();
      return Math.toIntExact(execute.createNamedDmlStatement(name, text).params(values.byName()).execute());
    });
  }

  private String text(Sql sql) {
    return resolved.computeIfAbsent(sql, key -> key.text()
        .replace("${admin}", schemas.adminSchema()).replace("${logs}", schemas.logsSchema()));
  }
}
