package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.Violation.Kind;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Each fault is tried again and again, in a cluster of its own, and a checker counts what was lost, doubled or stuck. */
final class FaultsCampaign {
  private static final int AT_ONCE = Integer.getInteger("faults.at-once", 3);

  private final PrintStream out;
  private final int times;
  private final int kills;
  private final long seed;

  /**
   * @param times how often each fault is tried
   * @param kills how many copies die at random moments
   * @param seed  gives the same pauses, victims and orders again, though not the same steps of the runs
   */
  FaultsCampaign(PrintStream out, int times, int kills, long seed) {
    this.out = out;
    this.times = times;
    this.kills = kills;
    this.seed = seed;
  }

  /** A line of the table. @param fault in words */
  record Row(String fault, int tried, List<Violation> violations) {
    boolean isSound() {
      return violations.isEmpty();
    }

    private long count(Kind kind) {
      return violations.stream().filter(violation -> violation.kind() == kind).count();
    }

    String line() {
      return "| %s | %d | %d | %d | %d |".formatted(fault, tried, count(Kind.LOST), count(Kind.DOUBLED), count(Kind.STUCK));
    }
  }

  static List<Fault> all() {
    return Stream.of(FaultsOfCopies.all(), FaultsOfDatabase.all(), FaultsOfEdges.all(), FaultsOfSchedules.all()).flatMap(List::stream)
        .sorted((one, other) -> Integer.compare(one.number(), other.number())).toList();
  }

  /** Those of these numbers. @param random whether copies are killed at random moments, too */
  List<Row> rows(List<Integer> numbers, boolean random) throws InterruptedException {
    List<Callable<Row>> all = new ArrayList<>();
    all().stream().filter(fault -> numbers.contains(fault.number())).forEach(fault -> all.add(() -> tried(fault)));
    if (random) {
      all.add(this::randomKills);
    }
    List<Row> rows = new ArrayList<>();
    try (ExecutorService clusters = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Row>> begun = all.stream().map(clusters::submit).toList();
      for (Future<Row> row : begun) {
        rows.add(row.get());
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
    return rows;
  }

  private Row tried(Fault fault) {
    List<Violation> violations = onDatabase(fault.database(), "fault" + fault.number(), cluster -> {
      List<Violation> found = new ArrayList<>();
      fault.ground().accept(cluster);
      Random random = new Random(seed + fault.number());
      for (int number = 0; number < times; number++) {
        Trial trial = new Trial(cluster, random, number);
        attempt(fault, trial);
        found.addAll(trial.found());
      }
      cluster.startAgain();
      found.addAll(fault.checked() ? left(cluster) : List.of());
      return found;
    });
    return told(new Row(fault.number() + " " + fault.what(), times, violations));
  }

  /** Something that a test waits for in vain, or is not as it expects it on its way, leaves the next ones a chance. */
  private static void attempt(Fault fault, Trial trial) {
    try {
      fault.once().once(trial);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    } catch (Exception | AssertionError broken) {
      trial.expect(false, Violation.stuck("try %d at fault %d broke off: %s", trial.number(), fault.number(),
          String.valueOf(broken.getMessage()).lines().findFirst().orElse("") + " (" + broken.getClass().getSimpleName() + ")"));
      // What it began is not to wait for ever.
      trial.cluster().stub().release(trial.name());
      trial.cluster().startAgain();
    }
  }

  private Row randomKills() {
    List<Violation> violations = onDatabase(true, "kills", cluster -> {
      RandomKills random = new RandomKills(cluster, seed);
      random.carryOut(kills);
      List<Violation> found = new ArrayList<>(left(cluster));
      found.addAll(random.countsThatAreWrong());
      out.println(random.outcome());
      return found;
    });
    return told(new Row("1–8 a copy killed at a random moment", kills, violations));
  }

  /** When all that goes on had its time. */
  private static List<Violation> left(Cluster cluster) {
    try {
      cluster.awaitQuiet();
    } catch (AssertionError stuck) {
      // The checker names the runs.
    }
    return cluster.settled();
  }

  private interface Work {
    List<Violation> in(Cluster cluster) throws Exception;
  }

  private static List<Violation> onDatabase(boolean ofItsOwn, String name, Work work) {
    Path folder = ChaosDatabase.fresh();
    SharedDatabase database = ofItsOwn ? SharedDatabase.in(folder) : ChaosDatabase.get();
    try (Cluster cluster = new Cluster(database, name).prepared()) {
      try {
        return work.in(cluster);
      } catch (Exception | AssertionError failed) {
        throw new IllegalStateException("The copies said:\n" + cluster.said(), failed);
      }
    } finally {
      if (ofItsOwn) {
        database.close();
      }
      ChaosDatabase.delete(folder);
    }
  }

  private synchronized Row told(Row row) {
    out.println(row.line());
    row.violations().forEach(violation -> out.println("  " + violation));
    out.flush();
    return row;
  }
}
