package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** 1,000 of {@link ManySchedules} fall due at once; their runs fail at their checkout, since there is no repository. */
final class ManyDue {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int EARLY_SECONDS = 20;
  private static final String MADE = """
      select count(*) as firings, count(distinct schedule_id) as schedules, count(distinct run_id) as runs,
             coalesce(sum(outcome in ('QUEUED', 'CAUGHT_UP')), 0) as queued
      from ${admin}.dbt_schedule_firings
      where planned_at = '${at}'
      """;
  private static final String RUNS = "select count(*) as runs, coalesce(sum(status in ('QUEUED', 'RUNNING')), 0) as left_over from ";

  private ManyDue() {}

  /**
   * What became of one planned instant.
   *
   * @param runs   that carry the firings
   * @param queued firings that a run was made for
   * @param took   until all were queued
   */
  record Made(long firings, long schedules, long runs, long queued, Duration took) {}

  static Consumer<Cluster> ground() {
    return cluster -> {
      try {
        new ManySchedules(cluster.database(), cluster.admin()).fill();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
      Fault.copies(2, "--runs-at-once", "100", "--runs-per-account", "100", "--lease-seconds", "40").accept(cluster);
    };
  }

  /** The full minute that has begun is due from now on; the next ones are not. */
  static Made fire(Cluster cluster) throws SQLException {
    // One that has just begun, so that it is not over meanwhile, and that was not fired before.
    while (secondsInMinute(cluster) > EARLY_SECONDS || made(cluster, minuteOf(cluster), 0).firings() > 0) {
      Pause.briefly();
    }
    Instant minute = minuteOf(cluster);
    ManySchedules schedules = new ManySchedules(cluster.database(), cluster.admin());
    schedules.plan(minute);
    long begun = System.nanoTime();
    Made made = made(cluster, minute, begun);
    while (made.queued() < ManySchedules.DUE && made.took().compareTo(LONGEST.multipliedBy(2)) < 0) {
      Pause.briefly();
      made = made(cluster, minute, begun);
    }
    schedules.plan(minute.plus(1, ChronoUnit.DAYS));
    return made;
  }

  static void once(Trial trial) throws SQLException {
    Cluster cluster = trial.cluster();
    long before = cluster.database().rows(RUNS + cluster.logs() + ".log_dbt_project_run", row -> row.number("runs")).getFirst();
    Made made = fire(cluster);
    trial.expect(made.queued() >= ManySchedules.DUE, Violation.lost("%s", made));
    trial.expect(made.firings() == made.schedules(), Violation.doubled("%s", made));
    trial.expect(made.took().compareTo(LONGEST) < 0, Violation.stuck("not all are queued within %s: %s", LONGEST, made));
    trial.await("all runs to be over", () -> cluster.database().rows(RUNS + cluster.logs() + ".log_dbt_project_run",
        row -> row.number("left_over")).getFirst() == 0);
    long after = cluster.database().rows(RUNS + cluster.logs() + ".log_dbt_project_run", row -> row.number("runs")).getFirst();
    trial.expect(after - before == made.runs(), Violation.doubled("there are %d runs for %s", after - before, made));
  }

  private static Made made(Cluster cluster, Instant minute, long begun) {
    String at = minute.toString().replace('T', ' ').replace("Z", "");
    return cluster.database().rows(MADE.replace("${admin}", cluster.admin()).replace("${at}", at),
        row -> new Made(row.number("firings"), row.number("schedules"), row.number("runs"), row.number("queued"),
            Duration.ofNanos(System.nanoTime() - begun))).getFirst();
  }

  private static long secondsInMinute(Cluster cluster) {
    return now(cluster).getEpochSecond() % 60;
  }

  private static Instant minuteOf(Cluster cluster) {
    return now(cluster).truncatedTo(ChronoUnit.MINUTES);
  }

  private static Instant now(Cluster cluster) {
    return cluster.database().rows("select cast(unix_timestamp(now(6)) * 1000000 as signed) as micros",
        row -> Instant.EPOCH.plus(row.number("micros"), ChronoUnit.MICROS)).getFirst();
  }
}
