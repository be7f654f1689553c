package io.datachannel.dbt.bootstrap.bench;

import io.datachannel.dbt.adapters.persistence.embedded.EmbeddedMariaDb;
import io.datachannel.dbt.bootstrap.Service;
import io.datachannel.dbt.bootstrap.settings.Flags;
import io.datachannel.dbt.bootstrap.settings.LoadConfig;
import io.datachannel.dbt.bootstrap.settings.ReadSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "&from=2025-06-01T00:00:00Z&until=2025-06-02T00:00:00Z&status=FAILED");

  private final PrintStream out;

  ListsBench(PrintStream out) {
    this.out = out;
  }

  void run() throws IOException, SQLException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("bootstrap", "target", "bench")), "lists-").toAbsolutePath();
    Config config = LoadConfig.from(Flags.parse(List.of("--data-folder", folder.toString(), "--port", "0")));
    try (Service service = Service.start(ReadSettings.from(config), config)) {
      out.println("Filling the database with " + 2 * ManyRuns.OURS + " runs ...");
      ManyRuns.fill(EmbeddedMariaDb.running(folder.resolve("database")).orElseThrow());
      measure(new Stopwatch(service.address().resolve("/api/v1/"), service.newToken("bench")));
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure(Stopwatch stopwatch) {
    out.printf("%s%n%d runs of the account, %d of others; limit 100, %d requests each.%n%n", Machine.inWords(), ManyRuns.OURS, ManyRuns.OURS,
        Stopwatch.REQUESTS);
    out.printf("| %-72s | rows |   kB | median ms | p95 ms |%n|%s|-----:|-----:|----------:|-------:|%n", "GET /runs?limit=100…", "-".repeat(74));
    for (String filter : FILTERS) {
      for (String depth : DEPTHS) {
        Stopwatch.Times times = stopwatch.get("runs?limit=100" + (filter + depth).replace(":", "%3A"));
        out.printf("| %-72s | %4d | %4d | %9.1f | %6.1f |%n", filter + depth, times.rows(), times.bytes() / 1000, times.median(), times.p95());
      }
    }
  }
}
