package io.datachannel.dbt.bootstrap.chaos;

import java.io.PrintStream;

/** Half an hour of many accounts under all kinds of faults; {@code -Dsoak.minutes} and {@code -Dsoak.seed} say otherwise. */
public final class SoakBench {
  private final PrintStream out;

  public SoakBench(PrintStream out) {
    this.out = out;
  }

  /** @throws AssertionError telling what was lost, doubled, stuck or has grown, when anything has */
  public void run() throws InterruptedException {
    Soak.Outcome outcome = new Soak(SoakPlan.whole(), out::println).run();
    SoakLevels.Level early = outcome.levels().get(outcome.levels().size() / 3);
    SoakLevels.Level late = outcome.levels().getLast();
    out.printf("%n| what | number |%n|------|-------:|%n| copies killed | %d |%n| restarts of the database | %d |%n| outages of the storage | %d |%n"
        + "| instants that schedules had planned | %d |%n", outcome.faults().kills(), outcome.faults().databaseRestarts(),
        outcome.faults().storageOutages(), outcome.planned());
    outcome.outcomes().forEach((what, firings) -> out.printf("| firings %s | %d |%n", what, firings));
    out.printf("| runs that users asked for | %d |%n", outcome.manual());
    outcome.statuses().forEach((status, runs) -> out.printf("| runs %s | %d |%n", status, runs));
    out.printf("| objects in use of the copy that went on, after a third, and at the end, KB | %d, %d |%n| resident, KB | %d, %d |%n"
        + "| open files | %d, %d |%n| threads | %d, %d |%n| violations | %d |%n", early.heapKilobytes(), late.heapKilobytes(),
        early.residentKilobytes(), late.residentKilobytes(), early.handles(), late.handles(), early.threads(), late.threads(),
        outcome.violations().size());
    if (!outcome.violations().isEmpty()) {
      throw new AssertionError(String.join("\n", outcome.violations()));
    }
  }
}
