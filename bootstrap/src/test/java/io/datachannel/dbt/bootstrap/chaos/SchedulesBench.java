package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How late 1,000 of 10,000 schedules are that fall due at the same second, in three copies with capacity for all of them: from the planned
 * instant until the firing is decided, until its run is claimed, and until it has failed, since it has no repository. Claims and ends are told by
 * the clock of a copy, which here is the one of the database, too.
 */
public final class SchedulesBench {
  private static final int COPIES = 3;
  private static final String AT_ONCE = System.getProperty("bench.at-once", "400");
  private static final int ROUNDS = Integer.getInteger("bench.minutes", 4);
  private static final Duration AHEAD = Duration.ofSeconds(10);
  /** Meanwhile the API is asked, too. */
  private static final Duration RUSH = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(50);

  private static final String FIRED = """
      select timestampdiff(microsecond, f.planned_at, f.handled_at) as decided,
             timestampdiff(microsecond, f.planned_at, r.started_at) as claimed,
             timestampdiff(microsecond, f.planned_at, r.finished_at) as ended
      from ${admin}.dbt_schedule_firings f
      join ${logs}.log_dbt_project_run r on r.id = f.run_id
      where f.planned_at = '${at}' and f.outcome = 'QUEUED' and r.finished_at is not null
      """;

  private static final String COUNTS = """
      select (select count(*) from ${admin}.dbt_schedule_firings where planned_at = '${at}') as firings,
             (select count(distinct schedule_id) from ${admin}.dbt_schedule_firings where planned_at = '${at}') as schedules,
             (select count(distinct run_id) from ${admin}.dbt_schedule_firings where planned_at = '${at}') as carrying,
             (select count(*) from ${logs}.log_dbt_project_run
              where queued_at >= '${at}' and queued_at < '${at}' + interval 1 minute) as runs
      """;

  private final PrintStream out;

  /** Of one firing, in microseconds since its planned instant. */
  private record Row(long decided, long claimed, long ended) {}

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
        cluster.add("--runs-at-once", AT_ONCE, "--runs-per-account", "100", "--lease-seconds", "40").start();
      }
      cluster.copies().forEach(Copy::api);
      Instant first = now(cluster).plus(AHEAD).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
      schedules.plan(first);
      out.printf("%d schedules of %d accounts, %d of them due at the full minute, %d copies of %s runs at once%n%n", ManySchedules.SCHEDULES,
          ManySchedules.ACCOUNTS, ManySchedules.DUE, COPIES, AT_ONCE);
      out.println("| minute | decided p50 ms | p99 ms | claimed p50 ms | p99 ms | longest ms | ended p50 ms | p99 ms | API p50 ms | p99 ms |");
      out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
      for (int round = 0; round < ROUNDS; round++) {
        measure(cluster, round, first.plus(round, ChronoUnit.MINUTES));
      }
    } finally {
      ChaosDatabase.delete(folder);
    }
  }

  private void measure(Cluster cluster, int round, Instant planned) {
    await(cluster, planned);
    long[] answers;
    try (ApiDelays delays = new ApiDelays(cluster.copies())) {
      await(cluster, planned.plus(RUSH));
      answers = delays.sorted();
    }
    await(cluster, planned.plus(LONGEST));
    List<Row> rows = cluster.database().rows(sql(cluster, FIRED, planned),
        row -> new Row(row.number("decided"), row.number("claimed"), row.number("ended")));
    String counts = cluster.database().rows(sql(cluster, COUNTS, planned), row -> row.number("firings") + " firings of "
        + row.number("schedules") + " schedules, " + row.number("runs") + " runs, " + row.number("carrying") + " of these for firings").getFirst();
    String wanted = "%1$d firings of %1$d schedules, %1$d runs, %1$d of these for firings".formatted(ManySchedules.DUE);
    if (!counts.equals(wanted) || rows.size() != ManySchedules.DUE) {
      throw new AssertionError("at " + planned + " there were " + counts + ", of which " + rows.size() + " ended; the copies said:\n"
          + cluster.said());
    }
    long[] decided = sorted(rows, Row::decided);
    long[] claimed = sorted(rows, Row::claimed);
    long[] ended = sorted(rows, Row::ended);
    out.printf("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n", round == 0 ? "first after the start" : "number " + (round + 1),
        millis(decided, 50), millis(decided, 99), millis(claimed, 50), millis(claimed, 99), millis(claimed, 100), millis(ended, 50),
        millis(ended, 99), millis(answers, 50), millis(answers, 99));
  }

  private static void await(Cluster cluster, Instant until) {
    while (now(cluster).isBefore(until)) {
      Pause.briefly();
    }
  }

  private static long[] sorted(List<Row> rows, ToLongFunction<Row> what) {
    return rows.stream().mapToLong(what).sorted().toArray();
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
