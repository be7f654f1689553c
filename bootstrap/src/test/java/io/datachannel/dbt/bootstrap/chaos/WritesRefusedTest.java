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
import org.junit.jupiter.api.Test;

/** The database answers, and takes no writes for twenty seconds, under runs that go on and others that wait. */
@Chaos
class WritesRefusedTest {
  private static final int SECONDS = 20;
  /** The server's own user may write to it even when it is read-only; this one may not. */
  private static final String LIMITED = """
      CREATE USER 'limited'@'127.0.0.1' IDENTIFIED BY 'limited';
      GRANT ALL ON readonly_admin.* TO 'limited'@'127.0.0.1';
      GRANT ALL ON readonly_logs.* TO 'limited'@'127.0.0.1';
      """;
  private static final String[] FLAGS = {"--runs-at-once", "4", "--runs-per-account", "8", "--lease-seconds", "40"};

  @Test
  void aReadOnlyDatabaseFailsNoRunIsToldToBalancersAndFloodsNoLog() throws Exception {
    Path folder = ChaosDatabase.fresh();
    Path users = Files.writeString(folder.resolve("users.sql"), LIMITED);
    try (SharedDatabase database = SharedDatabase.in(folder, "--init-file=" + users);
        Cluster cluster = new Cluster(database, "readonly").prepared()) {
      List<Integer> runs = underWay(cluster, "--database.user", "limited", "--database.password", "limited");

      database.change("set global read_only = on");
      cluster.copies().forEach(copy -> cluster.await("a copy not to be ready", () -> HealthPage.ready(copy).status() == 503));
      cluster.copies().forEach(copy -> assertEquals(List.of("database"), HealthPage.ready(copy).down()));
      long fences = fences(cluster);
      Api api = cluster.copy(0).api();
      assertEquals(200, api.get("runs").status());
      for (int call = 0; call < 50; call++) {
        assertRefused(api.post("projects/1/runs", "{}"));
      }
      new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
      assertEquals(fences, fences(cluster), "a run was claimed");
      cluster.copies().forEach(copy -> assertEquals(200, HealthPage.live(copy).status()));
      database.change("set global read_only = off");

      assertAllSucceed(cluster, runs);
      cluster.copies().forEach(WritesRefusedTest::assertToldBriefly);
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  /** All tables lie in one file that may not grow beyond a size, as on a disk of that size. */
  @Test
  void aDatabaseWithoutSpaceFailsNoRunAndIsToldToBalancers() throws InterruptedException {
    Path folder = ChaosDatabase.fresh();
    try (SharedDatabase database = SharedDatabase.in(folder,
            "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:64M");
        Cluster cluster = new Cluster(database, "full").prepared()) {
      List<Integer> runs = underWay(cluster);

      database.change("create database filler");
      database.change("create table filler.filler (kept longblob)");
      fill(database, 1_000_000);
      fill(database, 20_000);
      Api api = cluster.copy(0).api();
      String large = "{\"vars\": {\"large\": \"%s\"}}".formatted("x".repeat(60_000));
      for (int second = 0; second < SECONDS; second++) {
        assertRefused(api.post("projects/1/runs", large));
        new CountDownLatch(1).await(1, TimeUnit.SECONDS);
      }
      cluster.await("the copy not to be ready", () -> HealthPage.ready(cluster.copy(0)).down().equals(List.of("database")));
      database.change("drop table filler.filler");

      assertAllSucceed(cluster, runs);
    } finally {
      ChaosDatabase.delete(folder);
    }
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

  /** Returns when not one row of the size more is taken. */
  private static void fill(SharedDatabase database, int bytes) {
    for (boolean full = false; !full; ) {
      try {
        database.change("insert into filler.filler values (repeat('x', ?))", bytes);
      } catch (IllegalStateException refused) {
        full = true;
      }
    }
  }
}
