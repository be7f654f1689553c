package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.RunningProcess;
import io.datachannel.dbt.adapters.process.Signal;
import io.datachannel.dbt.bootstrap.system.Pause;
import io.datachannel.dbt.bootstrap.system.ReadyDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One MariaDB that several copies share: the embedded one, but always on the same port, and without a service that would stop it. */
final class SharedDatabase implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private final Processes processes = new Processes(Programs.ofService());
  private final EmbeddedMariaDb.Reach reach;
  private final Command command;
  private RunningProcess server;

  private SharedDatabase(EmbeddedMariaDb.Reach reach, Command command) {
    this.reach = reach;
    this.command = command;
    start();
  }

  /**
   * @param folder for its data alone
   * @param more   options of the server
   */
  static SharedDatabase in(Path folder, String... more) {
    record Told(EmbeddedMariaDb.Reach reach, Command command) {}
    Told told;
    ReadyDatabase.in(folder);
    try (EmbeddedMariaDb embedded = EmbeddedMariaDb.start(folder)) {
      Path process = Path.of("/proc", Files.readString(folder.resolve("mariadbd.pid")).strip());
      Map<String, String> environment = words(process.resolve("environ")).stream().filter(word -> word.contains("="))
          .collect(Collectors.toMap(word -> word.substring(0, word.indexOf('=')), word -> word.substring(word.indexOf('=') + 1)));
      told = new Told(embedded.reach(), new Command(
          Stream.concat(words(process.resolve("cmdline")).stream(), Stream.of(more)).toList(), folder, environment));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new SharedDatabase(told.reach(), told.command());
  }

  private static List<String> words(Path file) throws IOException {
    return Arrays.stream(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0")).toList();
  }

  EmbeddedMariaDb.Reach reach() {
    return reach;
  }

  /** Dies at once, with whatever it was doing. */
  void kill() {
    server.killTree();
    server.await(LONGEST_START);
  }

  /** Comes to its end as when it is stopped by its operator. */
  void stop() {
    server.signalGroup(Signal.TERMINATE);
    server.await(LONGEST_START);
  }

  /** Is back, with its data and on its port; returns when it takes connections. */
  void start() {
    server = processes.start(command, _ -> { });
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the database did not come up");
      }
      Pause.briefly();
    }
  }

  private boolean answers() {
    try (Connection connection = open()) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  Connection open() throws SQLException {
    return DriverManager.getConnection(reach.url(), reach.user(), reach.password().reveal());
  }

  /** What a query gives, row by row. */
  <T> List<T> rows(String sql, Function<Columns, T> row) {
    try (Connection connection = open(); var statement = connection.createStatement(); var found = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row.apply(new Columns(found)));
      }
      return rows;
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  void change(String sql, Object... values) {
    try (Connection connection = open(); var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
