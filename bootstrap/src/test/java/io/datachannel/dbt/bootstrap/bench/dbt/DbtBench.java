package io.datachannel.dbt.bootstrap.bench.dbt;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.bootstrap.demo.RestClient;
import io.datachannel.dbt.bootstrap.demo.SampleRepository;
import io.datachannel.dbt.bootstrap.system.PostgresServer;
import io.datachannel.dbt.bootstrap.system.WarehousePorts;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Bare {@code dbt run} and {@code dbt build} in a prepared environment against the service, from the trigger over REST to the end of the run,
 * in turn. Both read one repository, have the same flags, and begin each time with the seeds alone; the rows of what they built are counted.
 */
public final class DbtBench {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
  private static final int MOST_AT_ONCE = 8;
  private static final Map<String, Long> SHOP = Map.of("orders", 30L, "customers", 8L);
  private static final Map<String, Long> LAST_OF_LARGE = Map.of("m_699", 2L);

  private final PrintStream out;
  private final Path folder;
  private final Processes processes = new Processes(Programs.ofService());

  /** @param folder empty */
  public DbtBench(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  /**
   * @param parts some of start, sample, at-once and large; none for all of them
   * @throws IllegalStateException when a run fails or leaves other rows than it should
   */
  public void run(List<String> parts) throws IOException {
    Path shop = SampleRepository.in(Files.createDirectories(folder.resolve("repositories")));
    Path large = LargeProject.in(folder.resolve("repositories"));
    Path data = folder.resolve("data");
    List<String> flags = List.of("--git.local-folders", folder.resolve("repositories").toString(), "--runs-at-once", "8",
        "--runs-per-account", "8", "--sandbox.local-ports", WarehousePorts.all());
    Secret token;
    try (ServiceUnderTest first = ServiceUnderTest.start(processes, data, flags)) {
      token = first.token();
    }
    if (isAsked("start", parts)) {
      start(data, flags);
    }
    try (ServiceUnderTest service = ServiceUnderTest.start(processes, data, flags)) {
      Places places = new Places(processes, folder, service.rest(token));
      if (isAsked("start", parts)) {
        out.printf("Idle: %d MB in the service's JVM, without MariaDB (aim: below 350)%n",
            ProcessMemory.megabytes(service.pid(), ProcessMemory::isJava));
      }
      if (isAsked("sample", parts)) {
        sample(places, shop);
      }
      if (isAsked("at-once", parts)) {
        atOnce(service, places, shop);
      }
      if (isAsked("large", parts)) {
        heading();
        large(places.onDuckDb(large, "large"));
      }
    } finally {
      processes.close();
    }
  }

  private static boolean isAsked(String part, List<String> parts) {
    return parts.isEmpty() || parts.contains(part);
  }

  private void sample(Places places, Path shop) throws IOException {
    try (PostgresServer postgres = PostgresServer.start(Files.createDirectories(folder.resolve("postgres")))) {
      heading();
      Served duck = shop(places.onDuckDb(shop, "shop"), "DuckDB");
      shop(places.onPostgres(shop, postgres), "PostgreSQL");
      ownShare(duck);
      delays(places.rest(), duck);
    }
  }

  private void heading() {
    out.printf("%nMedians of %d rounds, in turn%n%n", ROUNDS);
    out.println("| case | bare dbt s | through the service s | ratio | aim | bare, least-most | service, least-most |");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
  }

  private void start(Path data, List<String> flags) {
    List<Duration> starts = IntStream.range(0, 5).mapToObj(_ -> {
      try (ServiceUnderTest again = ServiceUnderTest.start(processes, data, flags)) {
        return again.start();
      }
    }).sorted().toList();
    out.printf("Start against the existing database, 5 times: median %.2f s, longest %.2f s (aim: below 3)%n",
        Times.seconds(starts.get(2)), Times.seconds(starts.getLast()));
  }

  private Served shop(Places.Pair pair, String warehouse) {
    pair.seed();
    measure(pair, "run", "", "`run`, sample project, " + warehouse, "0.30", SHOP);
    measure(pair, "build", "", "`build`, sample project, " + warehouse, "0.30", SHOP);
    return pair.served();
  }

  private void large(Places.Pair pair) {
    pair.bare().run("run", "");
    pair.served().run("run", "");
    pair.seeded();
    measure(pair, "run", LargeProject.FOUR, "`run --select` 4 of " + LargeProject.MODELS + " models", "0.40", LAST_OF_LARGE);
    measure(pair, "run", "", "`run`, all " + LargeProject.MODELS + " models", "0.95", LAST_OF_LARGE);
  }

  /** One round is not counted. */
  private void measure(Places.Pair pair, String command, String models, String name, String aim, Map<String, Long> rows) {
    Times times = new Times();
    for (int round = -1; round < ROUNDS; round++) {
      Duration bare = once(pair.bare(), command, models, rows);
      Duration served = once(pair.served(), command, models, rows);
      if (round >= 0) {
        times.add(bare, served);
      }
    }
    out.println(times.row(name, aim));
  }

  private static Duration once(Way way, String command, String models, Map<String, Long> rows) {
    way.clear();
    Duration took = way.run(command, models);
    rows.forEach((relation, wanted) -> {
      if (way.rows(relation) != wanted) {
        throw new IllegalStateException(relation + " has " + way.rows(relation) + " rows");
      }
    });
    return took;
  }

  /** All steps of the last warm run but dbt's own. */
  private void ownShare(Served served) {
    served.run("run", "");
    JsonObject run = served.last();
    out.printf("%nThe steps of a warm run: %s%n", run.getOrDefault("timeline", JsonObject.EMPTY_JSON_OBJECT));
  }

  private void delays(RestClient rest, Served served) {
    EventDelays delays = new EventDelays();
    for (int round = 0; round < ROUNDS; round++) {
      int run = rest.post("projects/" + served.project() + "/runs", Json.createObjectBuilder().add("command", "build").build()).getInt("id");
      delays.follow(rest, run, InstantSource.system());
    }
    out.printf("%n%s%n", delays.inWords());
  }

  private void atOnce(ServiceUnderTest service, Places places, Path shop) throws IOException {
    List<Places.Pair> pairs = new ArrayList<>();
    for (int number = 0; number < MOST_AT_ONCE; number++) {
      Places.Pair pair = places.onDuckDb(shop, "shop" + number);
      pair.seed();
      pair.served().run("run", "");
      pairs.add(pair);
    }
    out.printf("%n| `run` of the sample project at once | bare, runs a minute | service, runs a minute | ratio | bare MB | service MB | of that Python |%n");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (int many : List.of(1, 4, MOST_AT_ONCE)) {
      List<Places.Pair> some = pairs.subList(0, many);
      long self = ProcessHandle.current().pid();
      AtOnce.Figures bare = AtOnce.measure(some.stream().map(Places.Pair::bare).toList(), 4,
          () -> ProcessMemory.megabytes(self, ProcessMemory::isPython) - ProcessMemory.megabytes(service.pid(), ProcessMemory::isPython));
      long[] python = {0};
      AtOnce.Figures served = AtOnce.measure(some.stream().map(Places.Pair::served).toList(), 4 * 3, () -> {
        python[0] = Math.max(python[0], ProcessMemory.megabytes(service.pid(), ProcessMemory::isPython));
        return ProcessMemory.megabytes(service.pid(), handle -> ProcessMemory.isPython(handle) || ProcessMemory.isJava(handle));
      });
      out.printf("| %d | %.0f | %.0f | **%.1f** | %d | %d | %d |%n", many, bare.runsPerMinute(), served.runsPerMinute(),
          served.runsPerMinute() / bare.runsPerMinute(), bare.megabytes(), served.megabytes(), python[0]);
    }
  }
}
