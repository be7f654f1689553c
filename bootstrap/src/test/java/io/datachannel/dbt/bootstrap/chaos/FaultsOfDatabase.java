package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.Api;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The database is away, slow, full, or breaks off what it was asked for. */
final class FaultsOfDatabase {
  private static final String[] PATIENT = {"--lease-seconds", "40"};
  /** The locks of the test are held for longer than copies wait for them. */
  private static final String IMPATIENT = "&sessionVariables=innodb_lock_wait_timeout=1";

  private FaultsOfDatabase() {}

  static List<Fault> all() {
    return List.of(
        Fault.ofDatabase(12, "the database dies, and is back after 5 s", Fault.copies(2, PATIENT), FaultsOfDatabase::awayForFiveSeconds),
        Fault.ofDatabase(13, "the database is away for longer than a lease", Fault.copies(2), FaultsOfDatabase::awayForLongerThanALease),
        Fault.ofDatabase(14, "the database's locks time out and deadlock", impatient(), FaultsOfDatabase::locked),
        new Fault(15, "the database does not answer a commit", cutOff(), FaultsOfDatabase::cutAtCommits),
        new Fault(16, "the database takes no writes", Fault.copies(2, "--lease-seconds", "120"), FaultsOfDatabase::full),
        new Fault(17, "a slow statement holds all connections to the database", Fault.copies(2, "--database.pool-size", "4"),
            FaultsOfDatabase::slow));
  }

  private static void awayForFiveSeconds(Trial trial) throws InterruptedException {
    List<Integer> runs = fourRuns(trial);
    trial.cluster().database().kill();
    trial.pause(5000, 5000);
    trial.cluster().database().start();
    trial.cluster().stub().release(trial.name());
    trial.succeed(runs);
    runs.forEach(run -> trial.begun(run, 1));
  }

  private static void awayForLongerThanALease(Trial trial) throws InterruptedException {
    Cluster cluster = trial.cluster();
    int run = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"" + trial.name() + "\"}");
    cluster.awaitBegun(run);
    cluster.database().kill();
    trial.pause(2 * (int) Cluster.LEASE.toMillis(), 3 * (int) Cluster.LEASE.toMillis());
    cluster.database().start();
    trial.await("run " + run + " to be begun again",
        () -> cluster.stub().journal().stream().filter(note -> note.run() == run && note.kind() == History.Note.Kind.START).count() == 2);
    cluster.stub().release(trial.name());
    trial.ends(run, "SUCCESSFUL");
  }

  private static Consumer<Cluster> impatient() {
    return cluster -> Fault.copies(2, "--database.url", cluster.database().reach().url() + IMPATIENT, "--lease-seconds", "20").accept(cluster);
  }

  private static void locked(Trial trial) throws InterruptedException {
    long before = waits(trial);
    List<Integer> runs = fourRuns(trial);
    try (HeldLocks _ = new HeldLocks(trial.cluster())) {
      trial.pause(2000, 5000);
      trial.cluster().stub().release(trial.name());
      trial.succeed(runs);
    }
    trial.expect(waits(trial) > before, Violation.lost("nobody had to wait for a lock, so that nothing was tried"));
  }

  private static long waits(Trial trial) {
    return trial.cluster().database().rows("show global status like 'Innodb_row_lock_waits'", row -> row.number("Value")).getFirst();
  }

  /** The way of the second copy to the database is cut now and then; the first has a good one. */
  private static Consumer<Cluster> cutOff() {
    return cluster -> {
      CutAtCommits way = CutAtCommits.to(cluster.database().reach().url());
      cluster.alsoClose(way);
      cluster.add("--lease-seconds", "20").start();
      cluster.add("--database.url", way.url(), "--lease-seconds", "20").start();
      cluster.copies().forEach(Copy::api);
      way.cutEach(10);
    };
  }

  private static void cutAtCommits(Trial trial) throws InterruptedException {
    CutAtCommits way = trial.cluster().beside(CutAtCommits.class);
    int before = way.cuts();
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(taken(trial, "projects/" + trial.cluster().project() + "/runs", trial.name() + "-" + i));
    }
    trial.await("a commit to be cut off", () -> way.cuts() > before);
    trial.cluster().stub().release(trial.name());
    trial.succeed(runs);
  }

  /** By the copy that is cut off: whoever was told that it failed, or nothing, asks again with the same key. */
  private static int taken(Trial trial, String path, String key) {
    String body = "{\"vars\": {\"until\": \"" + trial.name() + "\"}}";
    List<Integer> made = new ArrayList<>();
    trial.await("key " + key + " to be taken", () -> {
      Api.Answer answer = trial.cluster().copy(1).api().postOnce(path, key, body);
      trial.expect(Set.of(201, 503).contains(answer.status()), Violation.lost("key %s was answered: %s", key, answer));
      if (answer.status() == 201) {
        made.add(answer.id());
      }
      return !made.isEmpty();
    });
    return made.getFirst();
  }

  /** The server says of the runs what it says of a table that may not grow. */
  private static void full(Trial trial) throws InterruptedException {
    Cluster cluster = trial.cluster();
    List<Integer> runs = fourRuns(trial);
    for (String change : List.of("insert", "update")) {
      cluster.database().change("create trigger " + cluster.logs() + ".full_at_" + change + " before " + change + " on " + cluster.logs()
          + ".log_dbt_project_run for each row signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'The table is full'");
    }
    cluster.copies().forEach(copy -> {
      Api.Answer refused = copy.api().post("projects/1/runs", "{}");
      trial.expect(refused.status() == 503, Violation.lost("a run was asked for that could not be written, and the answer was: %s", refused));
    });
    trial.pause(3000, 8000);
    for (String change : List.of("insert", "update")) {
      cluster.database().change("drop trigger " + cluster.logs() + ".full_at_" + change);
    }
    cluster.stub().release(trial.name());
    trial.succeed(runs);
    runs.forEach(run -> trial.begun(run, 1));
  }

  /** Whoever asks for schedules waits for the table, with a connection, for longer than a lease. */
  private static void slow(Trial trial) throws InterruptedException, SQLException {
    Cluster cluster = trial.cluster();
    int project = cluster.project();
    int run = cluster.run(project, "{\"until\": \"" + trial.name() + "\"}");
    cluster.awaitBegun(run);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Connection connection = cluster.database().open(); Statement statement = connection.createStatement()) {
      statement.execute("lock tables " + cluster.admin() + ".dbt_project_schedules write");
      cluster.copies().forEach(copy -> {
        for (int i = 0; i < 10; i++) {
          callers.execute(() -> copy.api().get("projects/" + project + "/schedules"));
        }
      });
      trial.pause(2 * (int) Cluster.LEASE.toMillis(), 2 * (int) Cluster.LEASE.toMillis());
      statement.execute("unlock tables");
    }
    cluster.stub().release(trial.name());
    trial.ends(run, "SUCCESSFUL");
    trial.begun(run, 1);
  }

  /** Two that wait for their name, and two of some seconds. */
  private static List<Integer> fourRuns(Trial trial) {
    Cluster cluster = trial.cluster();
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(cluster.run(cluster.project(),
          i % 2 == 0 ? "{\"until\": \"" + trial.name() + "\"}" : "{\"seconds\": %.1f}".formatted(trial.random().nextDouble() * 5)));
    }
    cluster.awaitBegun(runs.getFirst());
    return runs;
  }
}
