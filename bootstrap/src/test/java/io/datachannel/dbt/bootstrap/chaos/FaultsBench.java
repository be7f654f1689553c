package io.datachannel.dbt.bootstrap.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** What becomes of runs when copies of the service are killed at random moments, 50 times unless {@code -Dchaos.kills} says otherwise. */
public final class FaultsBench {
  private static final int KILLS = Integer.getInteger("chaos.kills", 50);

  private final PrintStream out;

  public FaultsBench(PrintStream out) {
    this.out = out;
  }

  /** @throws AssertionError telling what is wrong, when anything is */
  public void run() throws InterruptedException {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    out.printf("Killing 3 copies %d times at random moments (chaos.seed=%d) ...%n", KILLS, seed);
    Path folder = ChaosDatabase.fresh();
    try (SharedDatabase database = SharedDatabase.in(folder); Cluster cluster = new Cluster(database, "faults").prepared()) {
      long begun = System.nanoTime();
      RandomKills.Outcome outcome = new RandomKills(cluster, seed).run(KILLS);
      out.printf("%n| what | number |%n|------|-------:|%n| copies killed | %d |%n| runs that users asked for | %d |%n"
          + "| schedules that fell due, each once | %d |%n", KILLS, outcome.manual(), outcome.fired());
      outcome.statuses().forEach((status, runs) -> out.printf("| runs %s | %d |%n", status, runs));
      out.printf("| times that dbt was begun | %d |%n| of these, not to its end | %d |%n| violations | 0 |%n| seconds | %d |%n",
          outcome.attempts(), outcome.killed(), Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    } finally {
      ChaosDatabase.delete(folder);
    }
  }
}
