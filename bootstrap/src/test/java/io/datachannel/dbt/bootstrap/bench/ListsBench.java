package io.datachannel.dbt.bootstrap.bench;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.bootstrap.Service;
import io.datachannel.dbt.bootstrap.settings.Flags;
import io.datachannel.dbt.bootstrap.settings.LoadConfig;
import io.datachannel.dbt.bootstrap.settings.ReadSettings;
import io.datachannel.dbt.domain.account.Role;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** How long a page of {@code GET /runs} takes in a history of 100,000 runs, through HTTP, at whatever depth and with whatever filter. */
final class ListsBench {
  /** Of ids from 2 on, two apart: the first page, the middle and the last but one. */
  private static final List<String> DEPTHS = List.of("", "&after=" + ManyRuns.OURS, "&after=400");
  private static final List<String> FILTERS = List.of("",
      "&status=SUCCESSFUL", "&status=FAILED", "&status=FAILED&status=PARTIAL%20SUCCESS&status=CANCELLED", "&type=MANUAL",
      "&command=snapshot", "&project=7", "&project=7&status=FAILED", "&reported=true", "&reported=true&status=FAILED",
      "&status=CANCELLED&type=MANUAL", "&commit=ba30fd97b4127db56e9f4d3d9c030d71646fd2e7",
      "&from=2025-06-01T00:00:00Z&until=2025-06-02T00:00:00Z", "&from=2025-03-01T00:00:00Z",
      "&from=2025-02-01T00:00:00Z&until=2025-04-01T00:00:00Z", "&from=2025-03-01T00:00:00Z&status=FAILED",
      "&from=2025-02-01T00:00:00Z&until=2025-04-01T00:00:00Z&status=FAILED",
      "&from=2025-02-01T00:00:00Z&until=2025-11-01T00:00:00Z&status=SUCCESSFUL",
      "&from=2025-02-01T00:00:00Z&until=2025-11-01T00:00:00Z&status=CANCELLED&type=MANUAL", "&until=2025-03-01T00:00:00Z&project=7",
      "&from=2025-06-01T00:00:00Z&until=2025-06-02T00:00:00Z&status=FAILED");

  /** A service that has just been started answers several times as slowly. */
  private static final int WARM_UP = 1000;

  private final PrintStream out;

  ListsBench(PrintStream out) {
    this.out = out;
  }

  void run() throws IOException, SQLException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("bootstrap", "target", "bench")), "lists-").toAbsolutePath();
    Config config = LoadConfig.from(Flags.parse(List.of("--data-folder", folder.toString(), "--port", "0")));
    try (Service service = Service.start(ReadSettings.from(config), config); Connection database = connect(folder)) {
      out.println("Filling the database with " + 2 * ManyRuns.OURS + " runs ...");
      ManyRuns.fill(database);
      measure(new Stopwatch(service.address().resolve("/api/v1/"), service.newToken("bench", Role.ADMIN)), database);
    } finally {
      Folders.delete(folder);
    }
  }

  private static Connection connect(Path folder) throws SQLException {
    EmbeddedMariaDb.Reach reach = EmbeddedMariaDb.running(folder.resolve("database")).orElseThrow();
    return DriverManager.getConnection(reach.url(), reach.user(), reach.password().reveal());
  }

  private void measure(Stopwatch stopwatch, Connection database) throws SQLException {
    out.printf("%s%n%d runs of the account, %d of others; limit 100, %d requests each.%n%n", Machine.inWords(), ManyRuns.OURS, ManyRuns.OURS,
        Stopwatch.REQUESTS);
    out.printf("| %-82s | rows |   kB |  read | median ms | p95 ms |%n|%s|-----:|-----:|------:|----------:|-------:|%n", "GET /runs?limit=100…",
        "-".repeat(84));
    for (int round = 0; round < WARM_UP; round++) {
      stopwatch.once("runs?limit=100");
    }
    for (String filter : FILTERS) {
      for (String depth : DEPTHS) {
        String path = "runs?limit=100" + (filter + depth).replace(":", "%3A");
        Stopwatch.Times times = stopwatch.get(path);
        long read = RowsRead.by(database, () -> stopwatch.once(path));
        out.printf("| %-82s | %4d | %4d | %5d | %9.1f | %6.1f |%n", filter + depth, times.rows(), times.bytes() / 1000, read, times.median(),
            times.p95());
      }
    }
  }
}
