package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Copies die at random moments, each to be started again at once, while runs keep coming. */
final class RandomKills {
  private static final int COPIES = 3;
  private static final int RUNS_A_KILL = 4;
  private static final int LONGEST_PAUSE_MILLIS = 3000;

  private final Cluster cluster;
  private final Random random;

  /** @param seed gives the same moments and victims again, though not the same steps of the runs */
  RandomKills(Cluster cluster, long seed) {
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  /**
   * What became of it.
   *
   * @param wanted   the runs that were asked for, in this order
   * @param statuses how many runs ended how
   * @param attempts how often dbt was begun
   * @param killed   attempts whose dbt did not come to its end
   */
  record Outcome(List<Integer> wanted, List<Integer> found, Map<String, Long> statuses, int attempts, long killed) {}

  /** Returns when everything is over and nothing was found to be wrong. @throws AssertionError telling what is */
  Outcome run(int kills) throws InterruptedException {
    cluster.withCopies(COPIES);
    List<Integer> wanted = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      for (int i = 0; i < RUNS_A_KILL; i++) {
        String orders = "{\"seconds\": %.1f}".formatted(random.nextDouble() * 3);
        wanted.add(i % 2 == 0 ? cluster.run(cluster.project(), orders) : cluster.runThatGoesOn(cluster.project(), orders));
      }
      new CountDownLatch(1).await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
      Copy victim = cluster.copy(random.nextInt(COPIES));
      victim.kill();
      victim.start();
    }
    cluster.startAgain();
    cluster.assertSound();
    return outcome(wanted, ReadHistory.of(cluster));
  }

  private static Outcome outcome(List<Integer> wanted, History history) {
    List<Note> starts = history.notes().stream().filter(note -> note.kind() == Note.Kind.START).toList();
    return new Outcome(wanted, history.runs().stream().map(RunRow::id).toList(),
        history.runs().stream().collect(Collectors.groupingBy(
            run -> run.status() + run.failure().map(code -> " " + code).orElse(""), TreeMap::new, Collectors.counting())),
        starts.size(), starts.stream().filter(start -> history.endOf(start).flatMap(Note::detail).filter("DONE"::equals).isEmpty()).count());
  }
}
