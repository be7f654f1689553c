package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.system.Api;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What befalls schedules and the queue: clocks, outages, floods, users who change their mind. */
final class FaultsOfSchedules {
  private static final String QUICK = "\"vars\": {\"seconds\": 0.1}";
  private static final int QUOTA = 40;
  private static final int FLOOD = 80;
  /** Of a long outage no more missed firings are listed. */
  private static final int LISTED = 100;

  private FaultsOfSchedules() {}

  static List<Fault> all() {
    return List.of(
        new Fault(40, "cron at changes of the clock, and one that never fires", Fault.copies(1), FaultsOfSchedules::clockChange),
        new Fault(41, "the clock of a copy jumps", jumping(), FaultsOfSchedules::jump),
        new Fault(42, "down for hours or a month", Fault.copies(2), FaultsOfSchedules::missed),
        new Fault(43, "1,000 of 10,000 schedules are due at once", ManyDue.ground(), ManyDue::once).withoutChecker(),
        new Fault(44, "one account floods the queue",
            Fault.copies(2, "--queued-per-account", Integer.toString(QUOTA), "--runs-per-account", "2"), FaultsOfSchedules::flood),
        new Fault(45, "a schedule is changed while it fires", Fault.copies(2), FaultsOfSchedules::changed),
        new Fault(46, "cancels race with ends", Fault.copies(2), FaultsOfSchedules::cancelled),
        new Fault(47, "a key is posted twice at once", Fault.copies(2), FaultsOfSchedules::posted));
  }

  private static void clockChange(Trial trial) {
    Cluster cluster = trial.cluster();
    Schedules schedules = new Schedules(cluster);
    ZoneId zone = ZoneId.of(trial.turn("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"));
    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse(schedules.time("%Y-%m-%dT%H:%i:00Z", 0)));
    // A time within the gap fires at the first moment behind it; one that comes twice, the first time.
    ZonedDateTime inside = (change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter()).plusMinutes(15).atZone(ZoneOffset.UTC);
    Instant expected = change.isGap() ? change.getInstant() : inside.toLocalDateTime().toInstant(change.getOffsetBefore());
    String cron = "%d %d %d %d *".formatted(inside.getMinute(), inside.getHour(), inside.getDayOfMonth(), inside.getMonthValue());
    int project = cluster.project();
    int schedule = schedules.set(project, Schedules.ALL_MODELS, cadence(cron), "\"timeZone\": \"" + zone + "\"");
    String next = cluster.api().get("projects/" + project + "/schedules/" + schedule).json().getString("nextFiring");
    trial.expect(Instant.parse(next).equals(expected),
        Violation.lost("%s in %s fires at %s, and was to fire at %s", cron, zone, next, expected));
    for (String never : List.of("0 0 31 2 *", "0 0 * * * *", "61 0 * * *")) {
      Api.Answer refused = cluster.api().post("projects/" + cluster.project() + "/schedules",
          "{\"target\": %s, \"cadence\": %s}".formatted(Schedules.ALL_MODELS, cadence(never)));
      trial.expect(refused.status() == 400, Violation.lost("%s was taken: %s", never, refused.body()));
    }
  }

  private static String cadence(String cron) {
    return "{\"kind\": \"CRON\", \"cron\": \"%s\"}".formatted(cron);
  }

  private static Consumer<Cluster> jumping() {
    return cluster -> {
      cluster.add(FakeClock.in(cluster.folder()).environment()).start();
      cluster.add().start();
      cluster.copies().forEach(Copy::api);
    };
  }

  private static void jump(Trial trial) throws InterruptedException {
    Cluster cluster = trial.cluster();
    FakeClock clock = FakeClock.in(cluster.folder());
    Schedules schedules = new Schedules(cluster);
    int schedule = schedules.set(cluster.project(), Schedules.ALL_MODELS, QUICK);
    int run = cluster.run(cluster.project(), "{\"until\": \"" + trial.name() + "\"}");
    cluster.awaitBegun(run);
    schedules.due(24, schedule);
    trial.ends(schedules.run(schedule), "SUCCESSFUL");
    clock.jumpTo(trial.turn("+3600", "-3600", "-86400", "+300"));
    trial.pause(2 * (int) Cluster.LEASE.toMillis(), 2 * (int) Cluster.LEASE.toMillis());
    trial.ends(cluster.run(cluster.project(), "{}"), "SUCCESSFUL");
    cluster.stub().release(trial.name());
    trial.ends(run, "SUCCESSFUL");
    trial.begun(run, 1);
    clock.jumpTo("+0");
    trial.expect(schedules.firings(schedule).size() == 1, Violation.doubled("schedule %d fired again", schedule));
  }

  private static void missed(Trial trial) {
    Cluster cluster = trial.cluster();
    Schedules schedules = new Schedules(cluster);
    String halfPast = cadence("%s * * * *".formatted(schedules.time("%i", 30)));
    int hourly = schedules.set(cluster.project(), Schedules.ALL_MODELS, halfPast, QUICK);
    cluster.copies().forEach(Copy::kill);
    schedules.due(trial.turn(3, 30 * 24), hourly);
    cluster.startAgain();
    trial.await("schedule " + hourly + " to fire", () -> !schedules.firings(hourly).isEmpty());
    List<Firing> firings = schedules.firings(hourly);
    List<Integer> runs = firings.stream().flatMap(firing -> firing.run().stream()).toList();
    trial.expect(runs.size() >= 1, Violation.lost("schedule %d was not made good", hourly));
    trial.expect(runs.size() <= 1, Violation.doubled("schedule %d was made good %d times", hourly, runs.size()));
    trial.expect(firings.size() <= LISTED + 1, Violation.stuck("%d firings of schedule %d are listed", firings.size(), hourly));
    trial.succeed(runs);
  }

  /** Another account's run is over while the flood still waits. */
  private static void flood(Trial trial) {
    Cluster cluster = trial.cluster();
    long other = cluster.account();
    int project = cluster.project();
    int single = cluster.projectOf(other);
    List<Integer> flood = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < FLOOD; i++) {
      Api.Answer answer = cluster.api().post("projects/" + project + "/runs", "{\"vars\": {\"seconds\": 0.5}}");
      if (answer.status() == 429 && answer.code().equals("QUEUE_FULL")) {
        refused++;
      } else {
        flood.add(answer.id());
      }
    }
    trial.expect(refused > 0, Violation.doubled("all of %d runs were taken, beyond the quota", FLOOD));
    int run = cluster.api(other).post("projects/" + single + "/runs", "{\"vars\": {\"seconds\": 0.1}}").id();
    trial.ends(run, "SUCCESSFUL");
    List<Integer> waiting = flood.stream().filter(id -> cluster.status(id).equals("QUEUED")).toList();
    trial.expect(!waiting.isEmpty(), Violation.stuck("run %d of another account had to wait for all of the flood", run));
    waiting.forEach(id -> cluster.api().post("runs/" + id + "/cancel", ""));
    flood.forEach(id -> trial.await("run " + id + " to be over", () -> Set.of("SUCCESSFUL", "CANCELLED").contains(cluster.status(id))));
  }

  private static void changed(Trial trial) {
    Cluster cluster = trial.cluster();
    int project = cluster.project();
    int schedule = new Schedules(cluster).set(project, Schedules.ALL_MODELS, QUICK);
    String path = "projects/" + project + "/schedules/" + schedule;
    Consumer<Api> change = trial.turn(
        api -> api.send("PATCH", path, "*", "{\"fullRefresh\": true}"),
        api -> api.post(path + "/pause", ""),
        api -> api.send("DELETE", path, "*", ""));
    new Schedules(cluster).due(24, schedule);
    atOnce(cluster, change);
    trial.await("all runs to be over", () -> cluster.database().rows("select count(*) as left_over from " + cluster.logs()
        + ".log_dbt_project_run where status in ('QUEUED', 'RUNNING')", row -> row.number("left_over")).getFirst() == 0);
    long runs = ReadHistory.of(cluster).firingsOf(schedule).flatMap(firing -> firing.run().stream()).distinct().count();
    trial.expect(runs <= 1, Violation.doubled("schedule %d was changed while it fired, and had %d runs", schedule, runs));
  }

  private static void atOnce(Cluster cluster, Consumer<Api> call) {
    List<CompletableFuture<Void>> calls = cluster.copies().stream().map(Copy::api)
        .map(api -> CompletableFuture.runAsync(() -> call.accept(api))).toList();
    calls.forEach(CompletableFuture::join);
  }

  /** One that is under way, near its end, and one that waits behind it. */
  private static void cancelled(Trial trial) throws InterruptedException {
    Cluster cluster = trial.cluster();
    int project = cluster.project();
    int run = cluster.run(project, "{\"seconds\": %.1f}".formatted(trial.random().nextDouble()));
    int waiting = cluster.run(project, "{}");
    trial.pause(0, 1500);
    for (int id : List.of(run, waiting)) {
      atOnce(cluster, api -> {
        Api.Answer answer = api.post("runs/" + id + "/cancel", "");
        trial.expect(Set.of(202, 409).contains(answer.status()), Violation.lost("a cancel of run %d was answered: %s", id, answer));
      });
      trial.await("run " + id + " to be cancelled or successful",
          () -> Set.of("SUCCESSFUL", "CANCELLED").contains(cluster.status(id)));
    }
  }

  private static void posted(Trial trial) {
    Cluster cluster = trial.cluster();
    int project = cluster.project();
    Set<Integer> runs = new HashSet<>();
    List<CompletableFuture<Api.Answer>> answers = cluster.copies().stream().flatMap(copy -> List.of(copy, copy).stream()).map(Copy::api)
        .map(api -> CompletableFuture.supplyAsync(
            () -> api.postOnce("projects/" + project + "/runs", trial.name(), "{\"vars\": {\"seconds\": 0.1}}"))).toList();
    answers.forEach(answer -> runs.add(answer.join().id()));
    trial.expect(runs.size() == 1, Violation.doubled("one key made runs %s", runs));
    trial.succeed(List.copyOf(runs));
  }
}
