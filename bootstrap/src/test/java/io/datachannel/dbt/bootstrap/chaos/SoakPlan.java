package io.datachannel.dbt.bootstrap.chaos;

import java.time.Duration;

/**
 * How long a soak takes, and how much is done in it.
 *
 * @param length   of the time in which runs are asked for and faults happen
 * @param accounts that have a project on the stub of dbt, and a schedule of it
 * @param real     the first so many of them have one more, on the real dbt and DuckDB
 * @param cron     when the schedules on the stub fire
 * @param realCron when those on the real dbt do
 * @param seed     gives the same runs and faults again, though not at the same steps of the runs
 */
record SoakPlan(Duration length, int accounts, int real, String cron, String realCron, long seed) {
  private static final int ACCOUNTS = 20;

  /** Half an hour, or {@code -Dsoak.minutes}. */
  static SoakPlan whole() {
    return new SoakPlan(Duration.ofMinutes(Integer.getInteger("soak.minutes", 30)), ACCOUNTS, 4, "*/2 * * * *", "*/5 * * * *", seedOfNow());
  }

  /** What a build can wait for. */
  static SoakPlan brief() {
    return new SoakPlan(Duration.ofMinutes(3), ACCOUNTS, 2, "* * * * *", "*/2 * * * *", seedOfNow());
  }

  private static long seedOfNow() {
    return Long.getLong("soak.seed", System.nanoTime());
  }
}
