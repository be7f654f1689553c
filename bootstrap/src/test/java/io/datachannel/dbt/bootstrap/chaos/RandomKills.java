package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.chaos.History.Note;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Copies die at random moments, each to be started again at once, while runs keep coming: of users, and of schedules that fall due. The
 * projects share a few warehouses, and write the same relations there.
 */
final class RandomKills {
  private static final int COPIES = 3;
  private static final int RUNS_A_KILL = 4;
  private static final int WAREHOUSES = 4;
  private static final int LONGEST_PAUSE_MILLIS = 3000;

  private final Cluster cluster;
  private final Random random;
  private final Set<Integer> manual = new TreeSet<>();
  private final Set<Integer> fired = new TreeSet<>();

  /** @param seed gives the same moments and victims again, though not the same steps of the runs */
  RandomKills(Cluster cluster, long seed) {
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  /**
   * What became of it.
   *
   * @param manual   how many runs users asked for
   * @param fired    how many schedules fell due; each became one run
   * @param statuses how many runs ended how
   * @param attempts how often dbt was begun
   * @param killed   attempts whose dbt did not come to its end
   */
  record Outcome(int manual, int fired, Map<String, Long> statuses, int attempts, long killed) {}

  /** Returns when everything is over and nothing was found to be wrong. @throws AssertionError telling what is */
  Outcome run(int kills) throws InterruptedException {
    carryOut(kills);
    cluster.assertSound();
    List<Violation> violations = countsThatAreWrong();
    if (!violations.isEmpty()) {
      throw new AssertionError(violations.toString());
    }
    return outcome();
  }

  /** Returns when all copies are up again; runs may still go on. */
  void carryOut(int kills) throws InterruptedException {
    cluster.withCopies(COPIES);
    Schedules schedules = new Schedules(cluster);
    int[] warehouses = IntStream.range(0, WAREHOUSES).map(_ -> cluster.warehouse()).toArray();
    int[] projects = Arrays.stream(warehouses).map(cluster::project).toArray();
    for (int kill = 0; kill < kills; kill++) {
      for (int i = 0; i < RUNS_A_KILL; i++) {
        String orders = "{\"seconds\": %.1f}".formatted(random.nextDouble() * 3);
        int place = random.nextInt(WAREHOUSES);
        if (i % 2 == 0) {
          manual.add(cluster.run(projects[place], orders));
        } else {
          // A schedule has one planned instant a day here, so each firing needs one of its own, and that a project.
          int schedule = schedules.set(cluster.project(warehouses[place]), Schedules.ALL_MODELS,
              "\"vars\": " + orders + ", \"afterLoss\": \"QUEUE_ONCE_AGAIN\"");
          schedules.due(24, schedule);
          fired.add(schedule);
        }
      }
      new CountDownLatch(1).await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
      Copy victim = cluster.copy(random.nextInt(COPIES));
      if (random.nextInt(4) > 0) {
        // Or else most would die while they start, since that takes longer than the pauses.
        victim.api();
      }
      victim.kill();
      victim.start();
    }
    cluster.startAgain();
    cluster.await("all schedules to fire", () -> ReadHistory.firings(cluster).size() >= fired.size());
  }

  /** Runs that users or schedules asked for, and that are not there, or more than once. */
  List<Violation> countsThatAreWrong() {
    History history = ReadHistory.of(cluster);
    List<Violation> wrong = new ArrayList<>(differences("runs that users asked for", manual, runs(history, "MANUAL")));
    Set<Integer> ofFirings = new TreeSet<>();
    for (int schedule : fired) {
      List<Firing> firings = history.firingsOf(schedule).toList();
      if (firings.size() > 1) {
        wrong.add(Violation.doubled("schedule %d fell due once, and fired %d times", schedule, firings.size()));
      }
      firings.stream().findFirst().flatMap(Firing::run).ifPresent(ofFirings::add);
    }
    if (ofFirings.size() < fired.size()) {
      wrong.add(Violation.lost("%d schedules fell due, and %d have a run of their own", fired.size(), ofFirings.size()));
    }
    wrong.addAll(differences("runs of schedules", ofFirings, runs(history, "SCHEDULED")));
    return wrong;
  }

  private static List<Violation> differences(String what, Set<Integer> expected, Set<Integer> found) {
    return Stream.concat(
        expected.stream().filter(one -> !found.contains(one)).map(one -> Violation.lost("%s: %d is not there", what, one)),
        found.stream().filter(one -> !expected.contains(one)).map(one -> Violation.doubled("%s: %d is too much", what, one))).toList();
  }

  private static Set<Integer> runs(History history, String type) {
    return history.runs().stream().filter(run -> run.type().equals(type)).map(RunRow::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** When everything is over. */
  Outcome outcome() {
    History history = ReadHistory.of(cluster);
    List<Note> starts = history.notes().stream().filter(note -> note.kind() == Note.Kind.START).toList();
    return new Outcome(manual.size(), fired.size(),
        history.runs().stream().collect(Collectors.groupingBy(run -> run.type() + " " + run.status()
            + run.failure().map(code -> " " + code).orElse(""), TreeMap::new, Collectors.counting())),
        starts.size(), starts.stream().filter(start -> history.endOf(start).flatMap(Note::detail).filter("DONE"::equals).isEmpty()).count());
  }
}
