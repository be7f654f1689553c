package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.system.Pause;
import io.datachannel.dbt.bootstrap.system.Repository;
import io.datachannel.dbt.bootstrap.system.SharedUv;
import io.datachannel.dbt.bootstrap.system.StoreProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many accounts for a while, with schedules that fire by themselves and users that ask for runs, on the stub and on the real dbt, while copies
 * die, the database restarts and the storage goes away. One copy is never killed, and is looked at: what it takes has to stay level.
 */
final class Soak {
  private static final int COPIES = 3;
  private static final int LEVELS = 18;
  private static final int LONGEST_BETWEEN_RUNS_MILLIS = 4000;

  private final SoakPlan plan;
  private final Consumer<String> progress;

  /** @param progress is told what goes on */
  Soak(SoakPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * What became of it.
   *
   * @param planned    instants of schedules, each of which is accounted for
   * @param outcomes   what became of these
   * @param manual     runs that users asked for
   * @param statuses   of all runs
   * @param violations what was lost, doubled, stuck or has grown, each in a sentence
   */
  record Outcome(int planned, Map<String, Long> outcomes, int manual, Map<String, Long> statuses, SoakFaults.Counts faults,
      List<SoakLevels.Level> levels, List<Violation> violations) {}

  Outcome run() throws InterruptedException {
    Path folder = ChaosDatabase.fresh();
    try (StoreProcess store = new StoreProcess(); SharedDatabase database = SharedDatabase.in(folder);
        Cluster cluster = new Cluster(database, "soak").prepared()) {
      return soak(cluster, store);
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  private Outcome soak(Cluster cluster, StoreProcess store) throws InterruptedException {
    String uv = mixedUv(cluster.stub().folder()).toString();
    for (int i = 0; i < COPIES; i++) {
      cluster.add("--uv", uv, "--dbt-server-megabytes", "400", "--dbt-server-idle-seconds", "60", "--lease-seconds", "20", "--drain-seconds", "5",
          "--storage.s3.bucket", store.bucket(), "--storage.s3.endpoint", store.address(), "--storage.s3.prefix", "soak",
          "--storage.s3.access-key", store.accessKey(), "--storage.s3.secret-key", store.secretKey()).start();
    }
    cluster.copies().forEach(Copy::api);
    String shop = Repository.shop(cluster.folder().resolve("git"), "real").url();
    Instant before = SoakVerdict.clockOf(cluster);
    List<SoakAccount> accounts = IntStream.rangeClosed(1, plan.accounts())
        .mapToObj(number -> SoakAccount.make(cluster, number == 1 ? 1 : cluster.account(), plan, shop)).toList();
    Instant from = SoakVerdict.clockOf(cluster);
    progress.accept("%d accounts with %d schedules are there; %s of runs and faults begin (soak.seed=%d)".formatted(accounts.size(),
        accounts.stream().mapToInt(account -> account.work().size()).sum(), plan.length(), plan.seed()));

    SoakLoad load = new SoakLoad(cluster, accounts, plan.seed());
    try (SoakLevels levels = new SoakLevels(cluster.copy(0)); SoakFaults faults = new SoakFaults(cluster, store, plan.seed()).begun()) {
      go(load, levels);
      SoakFaults.Counts counts = faults.over();
      cluster.await("all copies to be up", () -> {
        cluster.copies().stream().filter(copy -> !copy.isAlive()).forEach(Copy::start);
        return cluster.copies().stream().allMatch(copy -> copy.isAlive() && copy.isUp());
      });
      SoakVerdict.Span span = pause(accounts, cluster, before, from);
      cluster.awaitQuiet();
      levels.look();
      return outcome(new SoakVerdict(cluster, accounts, load.asked(), span), cluster, load, counts, levels.all());
    }
  }

  private void go(SoakLoad load, SoakLevels levels) throws InterruptedException {
    Random random = new Random(plan.seed());
    long begun = System.nanoTime();
    long end = begun + plan.length().toNanos();
    int looks = 0;
    while (System.nanoTime() < end) {
      load.ask();
      new CountDownLatch(1).await(random.nextInt(LONGEST_BETWEEN_RUNS_MILLIS), TimeUnit.MILLISECONDS);
      if (System.nanoTime() - begun > plan.length().toNanos() * looks / LEVELS) {
        looks++;
        levels.look();
        progress.accept("%d s: %d runs asked for; the first copy: %s".formatted(
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), load.asked().size(), levels.all().getLast()));
      }
    }
  }

  /** What is due by then has to fire, so that is waited for. */
  private static SoakVerdict.Span pause(List<SoakAccount> accounts, Cluster cluster, Instant before, Instant from) {
    Instant until = SoakVerdict.beforehand(SoakVerdict.clockOf(cluster));
    accounts.forEach(account -> account.work().forEach(work -> {
      var paused = cluster.copy(0).api(cluster.tokenOf(account.id())).post("projects/" + work.project() + "/schedules/" + work.schedule() + "/pause", "");
      if (paused.status() >= 300) {
        throw new AssertionError(paused.toString());
      }
    }));
    return new SoakVerdict.Span(before, from, until, SoakVerdict.clockOf(cluster));
  }

  private Outcome outcome(SoakVerdict verdict, Cluster cluster, SoakLoad load, SoakFaults.Counts counts, List<SoakLevels.Level> levels) {
    // Logs arrive in the storage a while after it is back, and leases of what was lost run out.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    List<Violation> violations = verdict.violations();
    while (!violations.isEmpty() && System.nanoTime() < end) {
      Pause.briefly();
      violations = verdict.violations();
    }
    History history = ReadHistory.of(cluster);
    cluster.copies().forEach(Copy::terminate);
    cluster.copies().forEach(Copy::awaitEnd);
    violations = new ArrayList<>(violations);
    violations.addAll(ReadHistory.leftBehind(cluster));
    violations.addAll(SoakLevels.grown(levels).stream().map(Violation::stuck).toList());
    if (!violations.isEmpty()) {
      progress.accept("The copies said:\n" + cluster.said());
    }
    return new Outcome(verdict.planned(), history.firings().stream().collect(Collectors.groupingBy(Firing::outcome, TreeMap::new, Collectors.counting())),
        load.asked().size(), history.runs().stream().collect(Collectors.groupingBy(run -> run.type() + " " + run.status()
            + run.failure().map(code -> " " + code).orElse(""), TreeMap::new, Collectors.counting())), counts, levels, List.copyOf(violations));
  }

  /** Beside the stub's own, which it calls. */
  private static Path mixedUv(Path stub) {
    try (InputStream script = Soak.class.getResourceAsStream("mixed_uv.sh")) {
      Path program = stub.resolve("mixed_uv.sh");
      Files.copy(script, program, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      Files.writeString(stub.resolve("real_uv"), SharedUv.program().toString());
      return program;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
