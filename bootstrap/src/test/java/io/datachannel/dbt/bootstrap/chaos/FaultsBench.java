package io.datachannel.dbt.bootstrap.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of runs and firings under each fault of the design's list: {@code ./run bench faults [NUMBER ...] [kills]}. Each is tried
 * {@code -Dfaults.times} times, and {@code -Dchaos.kills} copies die at random moments.
 */
public final class FaultsBench {
  private static final int TIMES = Integer.getInteger("faults.times", 4);
  private static final int KILLS = Integer.getInteger("chaos.kills", 50);
  private static final String RANDOM = "kills";

  private final PrintStream out;

  public FaultsBench(PrintStream out) {
    this.out = out;
  }

  /**
   * @param words the numbers of faults; all of them, and random kills, when there are none
   * @throws IllegalArgumentException when a word is neither
   * @throws AssertionError when anything was found to be wrong
   */
  public void run(List<String> words) throws InterruptedException {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    List<Integer> all = FaultsCampaign.all().stream().map(Fault::number).toList();
    List<String> unknown = words.stream().filter(word -> !word.equals(RANDOM) && all.stream().noneMatch(known -> word.equals(known.toString()))).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("there is no trial of " + unknown + "; there are: " + all + " and " + RANDOM);
    }
    List<Integer> numbers = words.isEmpty() ? all : words.stream().filter(word -> !word.equals(RANDOM)).map(Integer::valueOf).toList();
    out.printf("Each fault %d times, %d random kills (chaos.seed=%d) ...%n", TIMES, KILLS, seed);
    long begun = System.nanoTime();
    List<FaultsCampaign.Row> rows = new FaultsCampaign(out, TIMES, KILLS, seed).rows(numbers, words.isEmpty() || words.contains(RANDOM));
    out.printf("%n| fault | tried | lost | doubled | stuck |%n|---|---:|---:|---:|---:|%n");
    rows.forEach(row -> out.println(row.line()));
    out.printf("%n%d seconds%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    if (!rows.stream().allMatch(FaultsCampaign.Row::isSound)) {
      throw new AssertionError("Something was lost, doubled, stuck or shown; see above.");
    }
  }
}
