package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseSettings;
import io.datachannel.dbt.adapters.persistence.MySqlEncryptionKeys;
import io.datachannel.dbt.adapters.persistence.PlatformTables;
import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.adapters.security.TinkSecretSealing;
import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.bootstrap.system.Pause;
import io.datachannel.dbt.bootstrap.system.ReadOnlyCheckouts;
import io.datachannel.dbt.bootstrap.system.Repository;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.eclipse.jgit.util.FileUtils;

/**
 * Several copies of the service on one database, one storage and one set of keys, each with a data folder of its own; with a dbt that only
 * notes what it does. Everything is in schemas and a folder of its own, so that such tests may run beside each other.
 */
final class Cluster implements AutoCloseable {
  /** Long enough for a loaded machine to renew in time, and short enough to wait for. */
  static final Duration LEASE = Duration.ofSeconds(4);
  /** The one that everything is of, unless a test says otherwise. */
  private static final long ACCOUNT = 1;
  static final String PASSWORD = "wagtailwagtailwagtail";
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  private final SharedDatabase database;
  private final String name;
  private final Path folder;
  private final StubDbt stub;
  private final Secret token = new RandomTokenSource().fresh();
  /** By account. */
  private final Map<Long, Secret> tokens = new HashMap<>(Map.of(ACCOUNT, token));
  private final Repository repository;
  private final List<Copy> copies = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<AutoCloseable> others = new ArrayList<>();

  /** @param name of the schemas and the folder */
  Cluster(SharedDatabase database, String name) {
    this.database = database;
    this.name = name;
    try {
      this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/chaos")), name + "-").toAbsolutePath();
      this.stub = StubDbt.in(folder.resolve("stub"), folder.resolve("warehouses"), (copy, nanos) -> named(copy).pidAt(nanos));
      this.repository = Repository.of(Files.createDirectories(folder.resolve("git")), "chaos",
          "dbt_project.yml", "name: chaos\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
          "models/a.sql", "select 1 as id", "models/b.sql", "select 2 as id");
      Files.createDirectories(folder.resolve("storage"));
      Files.createDirectories(folder.resolve("keys"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Makes the tables, the keys and a token, as the first copy would at its first start. */
  Cluster prepared() {
    try (Database open = Database.open(new DatabaseSettings(database.reach().url(), database.reach().user(), database.reach().password(),
        admin(), logs(), 2), PlatformTables.CREATED)) {
      InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
      TinkSecretSealing.with(new MySqlEncryptionKeys(open), folder.resolve("keys"), clock);
    }
    admit(ACCOUNT, token);
    return this;
  }

  private void admit(long account, Secret secret) {
    database.change("insert into " + admin() + ".dbt_api_tokens (account_id, user_id, label, token_sha256, created_at, role) "
        + "values (?, ?, 'chaos', ?, utc_timestamp(), 'ADMIN')", account, account, new RandomTokenSource().hash(secret));
  }

  /** One more account, with a user of the same number. */
  long account() {
    long account = tokens.size() + 1L;
    database.change("insert into " + admin() + ".accounts (id, name) values (?, 'another')", account);
    database.change("insert into " + admin() + ".users (id, account_id, name) values (?, ?, 'another')", account, account);
    tokens.put(account, new RandomTokenSource().fresh());
    admit(account, tokens.get(account));
    return account;
  }

  /** The same with so many copies, all of which are up. */
  Cluster withCopies(int number) {
    for (int i = 0; i < number; i++) {
      add().start();
    }
    copies.forEach(Copy::api);
    return this;
  }

  /** One more copy, which is not started. */
  Copy add(String... flags) {
    return add(Map.of(), flags);
  }

  Copy add(Map<String, String> environment, String... flags) {
    try {
      Path data = Files.createDirectories(folder.resolve("copy-" + (copies.size() + 1)));
      Files.createSymbolicLink(data.resolve("storage"), folder.resolve("storage"));
      Files.createSymbolicLink(data.resolve("keys"), folder.resolve("keys"));
      Files.createSymbolicLink(data.resolve("warehouses"), folder.resolve("warehouses"));
      List<String> all = new ArrayList<>(List.of("--database.url", database.reach().url(), "--database.user", database.reach().user(),
          "--database.password", database.reach().password().reveal(), "--database.admin-schema", admin(), "--database.logs-schema", logs(),
          "--uv", stub.uv().toString(), "--dbt-server-megabytes", "0", "--sandbox", "required", "--git.local-folders", folder.resolve("git").toString(),
          "--lease-seconds", Long.toString(LEASE.toSeconds())));
      all.addAll(List.of(flags));
      Copy copy = new Copy(new Copy.Plan(data, token, all, OPTIONS, environment));
      copies.add(copy);
      return copy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What stands beside the copies, and is closed behind them. */
  void alsoClose(AutoCloseable other) {
    others.add(other);
  }

  /** The one of this kind. */
  <T> T beside(Class<T> kind) {
    return others.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  List<Copy> copies() {
    return List.copyOf(copies);
  }

  private Copy named(String dataFolder) {
    return copies.stream().filter(copy -> copy.folder().endsWith(dataFolder)).findFirst().orElseThrow();
  }

  Copy copy(int index) {
    return copies.get(index);
  }

  Api api() {
    return api(ACCOUNT);
  }

  /** For an account's user; of the first one where the account is none that a test made. */
  Api api(long account) {
    return copies.stream().filter(Copy::isAlive).findFirst().orElseThrow().api(tokens.getOrDefault(account, token));
  }

  Secret tokenOf(long account) {
    return tokens.get(account);
  }

  String repositoryUrl() {
    return repository.url();
  }

  StubDbt stub() {
    return stub;
  }

  SharedDatabase database() {
    return database;
  }

  Path folder() {
    return folder;
  }

  String admin() {
    return name + "_admin";
  }

  String logs() {
    return name + "_logs";
  }

  /** Starts those again that are gone, and returns when all are up. */
  void startAgain() {
    copies.stream().filter(copy -> !copy.isAlive()).forEach(Copy::start);
    copies.forEach(Copy::api);
  }

  /** A project that writes relations of its own. */
  int project() {
    return project(warehouse());
  }

  /** The same of another account. */
  int projectOf(long account) {
    return project(api(account), warehouse(api(account)), repository.url(), "main");
  }

  /** Another one that writes the relations of all projects of the warehouse. */
  int project(int warehouse) {
    return project(api(), warehouse, repository.url(), "main");
  }

  /** One that is somewhere else. */
  int project(String url, String branch) {
    return project(api(), warehouse(), url, branch);
  }

  private int project(Api api, int warehouse, String url, String branch) {
    return api.post("projects", """
        {"name": "chaos %d", "warehouseId": %d, "repositoryUrl": "%s", "branch": "%s"}"""
        .formatted(numbers.incrementAndGet(), warehouse, url, branch)).id();
  }

  int warehouse() {
    return warehouse(api());
  }

  private int warehouse(Api api) {
    return api.post("warehouses", """
        {"name": "w%1$d", "type": "postgres", "connection": {"host": "127.0.0.1", "port": 1, "user": "u", "password": "%2$s",
         "dbname": "chaos", "schema": "s%1$d"}}""".formatted(numbers.incrementAndGet(), PASSWORD)).id();
  }

  /** @param orders for the stub of dbt, as JSON */
  int run(int project, String orders) {
    return api().post("projects/" + project + "/runs", "{\"vars\": " + orders + "}").id();
  }

  /** The same for a run that is queued again, once, when it is lost; of users, only schedules may ask for that. */
  int runThatGoesOn(int project, String orders) {
    int run = run(project, orders);
    database.change("update " + logs() + ".log_dbt_project_run set after_loss = 'QUEUE_ONCE_AGAIN' where id = ?", run);
    return run;
  }

  /** Returns when the journal says that dbt has begun the run. */
  void awaitBegun(int run) {
    await("run " + run + " to begin", () -> stub.journal().stream().anyMatch(note -> note.run() == run));
  }

  /** Returns when users are told that the run is QUEUED and waits for the other one. */
  void awaitWaiting(int run, int other) {
    await("run " + run + " to wait for run " + other, () -> {
      JsonObject seen = api().get("runs/" + run).json();
      return seen.getString("status").equals("QUEUED") && seen.containsKey("waitsFor")
          && seen.getJsonObject("waitsFor").getInt("run") == other;
    });
  }

  /** The copy that carries the run out, as the journal says. */
  Copy ownerOf(int run) {
    long owner = stub.journal().stream().filter(note -> note.run() == run).toList().getLast().parent();
    return copies.stream().filter(copy -> copy.pid() == owner).findFirst().orElseThrow();
  }

  /** The status of a run in the database. */
  String status(int run) {
    return database.rows("select status from " + logs() + ".log_dbt_project_run where id = " + run, row -> row.text("status").orElseThrow())
        .getFirst();
  }

  /** The same with why it failed, when it did. */
  String ending(int run) {
    return database.rows("select concat_ws(' ', status, failure_code, failure_message) as ending from " + logs()
        + ".log_dbt_project_run where id = " + run, row -> row.text("ending").orElseThrow()).getFirst();
  }

  boolean isLogStored(int run) {
    return database.rows("select log_file_path from " + logs() + ".log_dbt_project_run where id = " + run, row -> row.text("log_file_path"))
        .getFirst().isPresent();
  }

  void awaitOver(int run) {
    await("run " + run + " to be over", () -> !List.of("QUEUED", "RUNNING").contains(status(run)));
  }

  /** Waits until no run is under way or waits. */
  void awaitQuiet() {
    await("all runs to be over", () -> database.rows("select count(*) as left_over from " + logs()
        + ".log_dbt_project_run where status in ('QUEUED', 'RUNNING')", row -> row.number("left_over")).getFirst() == 0);
  }

  /** @throws AssertionError when it does not come true within two minutes */
  void await(String what, BooleanSupplier wish) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!wish.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + "; the copies said:\n" + said());
      }
      Pause.briefly();
    }
  }

  /**
   * Waits until nothing is wrong with what is left: runs that are lost are ended when their lease is over, and logs arrive in the storage
   * some seconds after a copy is back.
   */
  void assertSound() {
    awaitQuiet();
    List<Violation> violations = settled();
    if (!violations.isEmpty()) {
      throw new AssertionError(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")) + "\nThe copies said:\n" + said());
    }
  }

  /** What is still wrong with what is left, after a while. */
  List<Violation> settled() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    List<Violation> violations = HistoryChecker.violations(ReadHistory.of(this));
    while (!violations.isEmpty() && System.nanoTime() < end) {
      Pause.briefly();
      violations = HistoryChecker.violations(ReadHistory.of(this));
    }
    return violations;
  }

  /** What all copies said. */
  String said() {
    StringBuilder said = new StringBuilder();
    copies.forEach(copy -> said.append("== ").append(copy.folder()).append('\n').append(copy.output()));
    return said.toString();
  }

  @Override
  public void close() {
    copies.forEach(Copy::close);
    try {
      for (AutoCloseable other : others) {
        other.close();
      }
      for (Copy copy : copies) {
        ReadOnlyCheckouts.open(copy.folder());
      }
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
