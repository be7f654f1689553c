package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.system.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database answers, and takes no writes for twenty seconds, under runs that go on and others that wait. */
@Tag("fault-16")
@Chaos
class WritesRefusedTest {
  private static final int SECONDS = 20;
  /** The server's own user may write to it even when it is read-only; this one may not. */
  private static final String LIMITED = """
      CREATE USER 'limited'@'127.0.0.1' IDENTIFIED BY 'limited';
      GRANT ALL ON readonly_admin.* TO 'limited'@'127.0.0.1';
      GRANT ALL ON readonly_logs.* TO 'limited'@'127.0.0.1';
      """;
  /** The lease outlasts the fault on a machine with much to do, too. */
  private static final String[] FLAGS = {"--runs-at-once", "4", "--runs-per-account", "8", "--lease-seconds", "120"};

  @Test
  void aReadOnlyDatabaseFailsNoRunIsToldToBalancersAndFloodsNoLog() throws Exception {
    Path folder = ChaosDatabase.fresh();
    Path users = Files.writeString(folder.resolve("users.sql"), LIMITED);
    try (SharedDatabase database = SharedDatabase.in(folder, "--init-file=" + users);
        Cluster cluster = new Cluster(database, "readonly").prepared()) {
      List<Integer> runs = underWay(cluster, "--database.user", "limited", "--database.password", "limited");

      database.change("set global read_only = on");
      assertNothingIsClaimed(cluster);
      database.change("set global read_only = off");

      assertAllSucceed(cluster, runs);
      cluster.copies().forEach(WritesRefusedTest::assertToldBriefly);
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  /** The server says of the runs what it says of a table that may not grow; one on a disk that is really full ends itself, and is away. */
  @Test
  void aFullTableFailsNoRunIsToldToBalancersAndFloodsNoLog() throws Exception {
    Path folder = ChaosDatabase.fresh();
    try (SharedDatabase database = SharedDatabase.in(folder); Cluster cluster = new Cluster(database, "full").prepared()) {
      List<Integer> runs = underWay(cluster);

      for (String change : List.of("insert", "update")) {
        database.change("create trigger " + cluster.logs() + ".full_at_" + change + " before " + change + " on " + cluster.logs()
            + ".log_dbt_project_run for each row signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'The table is full'");
      }
      assertNothingIsClaimed(cluster);
      for (String change : List.of("insert", "update")) {
        database.change("drop trigger " + cluster.logs() + ".full_at_" + change);
      }

      assertAllSucceed(cluster, runs);
      cluster.copies().forEach(WritesRefusedTest::assertToldBriefly);
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  /** For twenty seconds from when all copies know of the fault. */
  private static void assertNothingIsClaimed(Cluster cluster) throws InterruptedException {
    Api api = cluster.copy(0).api();
    cluster.copies().forEach(copy -> cluster.await("a copy not to be ready", () -> HealthPage.ready(copy).status() == 503));
    cluster.copies().forEach(copy -> assertEquals(List.of("database"), HealthPage.ready(copy).down()));
    long fences = fences(cluster);
    assertEquals(200, api.get("runs").status());
    for (int call = 0; call < 50; call++) {
      assertRefused(api.post("projects/1/runs", "{}"));
    }
    new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
    assertEquals(fences, fences(cluster), "a run was claimed");
    cluster.copies().forEach(copy -> assertEquals(200, HealthPage.live(copy).status()));
  }

  /** Eight runs that end at different times, the last behind the fault, and four more that wait for their turn. */
  private static List<Integer> underWay(Cluster cluster, String... more) {
    for (int copy = 0; copy < 2; copy++) {
      List<String> flags = new ArrayList<>(List.of(FLAGS));
      flags.addAll(List.of(more));
      cluster.add(flags.toArray(String[]::new)).start();
    }
    cluster.copies().forEach(Copy::api);
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      runs.add(cluster.run(cluster.project(), i % 2 == 0 ? "{\"until\": \"back\"}" : "{\"seconds\": %d}".formatted(3 + i)));
    }
    runs.subList(0, 8).forEach(cluster::awaitBegun);
    return runs;
  }

  private static void assertAllSucceed(Cluster cluster, List<Integer> runs) {
    cluster.stub().release("back");
    cluster.copies().forEach(copy -> cluster.await("a copy to be ready again", () -> HealthPage.ready(copy).status() == 200));
    cluster.assertSound();
    runs.forEach(run -> assertEquals("SUCCESSFUL", cluster.ending(run), cluster::said));
  }

  private static void assertRefused(Api.Answer answer) {
    assertEquals("503 DATABASE_UNAVAILABLE", answer.status() + " " + answer.code(), answer::body);
  }

  /** What is told of loops, of requests, and at the end; no stack traces. */
  private static void assertToldBriefly(Copy copy) {
    List<String> told = copy.output().lines().filter(line -> line.contains("DATABASE_UNAVAILABLE")).toList();
    assertTrue(!told.isEmpty() && told.size() <= 6, copy::output);
    assertEquals(0, copy.output().lines().filter(line -> line.startsWith("\tat ")).count(), copy::output);
  }

  private static long fences(Cluster cluster) {
    return cluster.database().rows("select sum(fencing_number) as fences from " + cluster.logs() + ".log_dbt_project_run",
        row -> row.number("fences")).getFirst();
  }
}
