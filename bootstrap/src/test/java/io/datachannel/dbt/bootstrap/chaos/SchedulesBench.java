package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How late 1,000 of 10,000 schedules are that fall due at the same second, in three copies with capacity for all of them: from the planned
 * instant until the firing is decided, and until its run is claimed. Claims are told by the clock of a copy, which here is the one of
 * the database, too.
 */
public final class SchedulesBench {
  private static final int COPIES = 3;
  private static final int ROUNDS = Integer.getInteger("bench.minutes", 4);
  private static final Duration AHEAD = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(55);

  private static final String FIRED = """
      select timestampdiff(microsecond, f.planned_at, f.handled_at) as decided,
             timestampdiff(microsecond, f.planned_at, r.started_at) as claimed
      from ${admin}.dbt_schedule_firings f
      join ${logs}.log_dbt_project_run r on r.id = f.run_id
      where f.planned_at = '${at}' and f.outcome = 'QUEUED' and r.started_at is not null
      """;

  private static final String COUNTS = """
      select (select count(*) from ${admin}.dbt_schedule_firings where planned_at = '${at}') as firings,
             (select count(distinct schedule_id) from ${admin}.dbt_schedule_firings where planned_at = '${at}') as schedules,
             (select count(distinct run_id) from ${admin}.dbt_schedule_firings where planned_at = '${at}') as carrying,
             (select count(*) from ${logs}.log_dbt_project_run
              where queued_at >= '${at}' and queued_at < '${at}' + interval 1 minute) as runs
      """;

  private final PrintStream out;

  public SchedulesBench(PrintStream out) {
    this.out = out;
  }

  /** @throws AssertionError when a firing was lost, or became two runs */
  public void run() throws SQLException {
    Path folder = ChaosDatabase.fresh();
    try (SharedDatabase database = SharedDatabase.in(folder); Cluster cluster = new Cluster(database, "schedules").prepared()) {
      ManySchedules schedules = new ManySchedules(database, cluster.admin());
      schedules.fill();
      for (int copy = 0; copy < COPIES; copy++) {
        cluster.add("--runs-at-once", "256", "--runs-per-account", "100", "--lease-seconds", "40").start();
      }
      cluster.copies().forEach(Copy::api);
      Instant first = now(cluster).plus(AHEAD).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
      schedules.plan(first);
      out.printf("%d schedules of %d accounts, %d of them due at the full minute, %d copies%n%n", ManySchedules.SCHEDULES,
          ManySchedules.ACCOUNTS, ManySchedules.DUE, COPIES);
      out.printf("| minute | decided p50 ms | p99 ms | claimed p50 ms | p99 ms | longest ms |%n|---|---:|---:|---:|---:|---:|%n");
      for (int round = 0; round < ROUNDS; round++) {
        measure(cluster, round, first.plus(round, ChronoUnit.MINUTES));
      }
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  private void measure(Cluster cluster, int round, Instant planned) {
    while (now(cluster).isBefore(planned.plusSeconds(1)) || now(cluster).isBefore(planned.plus(LONGEST)) && !isQuiet(cluster, planned)) {
      Pause.briefly();
    }
    List<long[]> micros = cluster.database().rows(sql(cluster, FIRED, planned),
        row -> new long[] {row.number("decided"), row.number("claimed")});
    String counts = cluster.database().rows(sql(cluster, COUNTS, planned), row -> row.number("firings") + " firings of "
        + row.number("schedules") + " schedules, " + row.number("runs") + " runs, " + row.number("carrying") + " of these for firings").getFirst();
    String wanted = "%1$d firings of %1$d schedules, %1$d runs, %1$d of these for firings".formatted(ManySchedules.DUE);
    if (!counts.equals(wanted) || micros.size() != ManySchedules.DUE) {
      throw new AssertionError("at " + planned + " there were " + counts + ", of which " + micros.size() + " were claimed; the copies said:\n"
          + cluster.said());
    }
    long[] decided = micros.stream().mapToLong(row -> row[0]).sorted().toArray();
    long[] claimed = micros.stream().mapToLong(row -> row[1]).sorted().toArray();
    out.printf("| %s | %d | %d | %d | %d | %d |%n", round == 0 ? "first after the start" : "number " + (round + 1), millis(decided, 50),
        millis(decided, 99), millis(claimed, 50), millis(claimed, 99), millis(claimed, 100));
  }

  /** Looked at seldom enough not to be in the way. */
  private static boolean isQuiet(Cluster cluster, Instant planned) {
    Pause.briefly();
    return cluster.database().rows(sql(cluster, FIRED, planned), row -> row.number("claimed")).size() == ManySchedules.DUE;
  }

  private static long millis(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1000;
  }

  private static Instant now(Cluster cluster) {
    return cluster.database().rows("select cast(unix_timestamp(now(6)) * 1000000 as signed) as micros",
        row -> Instant.EPOCH.plus(row.number("micros"), ChronoUnit.MICROS)).getFirst();
  }

  private static String sql(Cluster cluster, String text, Instant at) {
    return text.replace("${admin}", cluster.admin()).replace("${logs}", cluster.logs())
        .replace("${at}", at.toString().replace('T', ' ').replace("Z", ""));
  }
}
