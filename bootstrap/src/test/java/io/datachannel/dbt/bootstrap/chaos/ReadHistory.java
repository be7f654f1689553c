package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import io.datachannel.dbt.bootstrap.chaos.History.Slot;
import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.bootstrap.system.LiveFolder;
import io.datachannel.dbt.bootstrap.system.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads what a test left in the database, the storage, the journal, on the disk and among the processes. */
final class ReadHistory {
  private final Cluster cluster;

  private ReadHistory(Cluster cluster) {
    this.cluster = cluster;
  }

  /** When nothing goes on any more; at least one copy is up, and those that were killed were started again. */
  static History of(Cluster cluster) {
    return new ReadHistory(cluster).read();
  }

  private History read() {
    List<RunRow> runs = cluster.database().rows("""
        select id, account_id, run_type, status, failure_code, fencing_number, lease_owner, lease_until
        from %s.log_dbt_project_run
        order by id""".formatted(cluster.logs()), row -> new RunRow((int) row.number("id"), row.number("account_id"),
            row.text("run_type").orElseThrow(), row.text("status").orElseThrow(), row.text("failure_code"), row.number("fencing_number"), row.text("lease_owner"),
            row.text("lease_until").isPresent()));
    Map<Integer, String> logs = new HashMap<>();
    Map<Long, Api> apis = new HashMap<>();
    for (RunRow run : runs) {
      Api.Answer answer = apis.computeIfAbsent(run.account(), cluster::api).get("runs/" + run.id() + "/log");
      if (answer.status() == 200) {
        logs.put(run.id(), answer.body());
      }
    }
    List<Violation> others = new ArrayList<>(processes());
    others.addAll(workFolders());
    others.addAll(secrets());
    others.addAll(leftInTheDatabase());
    logs.forEach((run, log) -> {
      if (log.contains(Cluster.PASSWORD)) {
        others.add(Violation.shown("the log of run %d shows a password", run));
      }
    });
    return new History(runs, cluster.stub().journal(), logs, slots(), firings(cluster), others);
  }

  private List<Slot> slots() {
    return cluster.database().rows("select account_id, queued, running, max_running from " + cluster.logs() + ".dbt_account_slots",
        row -> new Slot(row.number("account_id"), row.number("queued"), row.number("running"), row.number("max_running")));
  }

  /** What became of the planned instants so far, oldest first. */
  static List<Firing> firings(Cluster cluster) {
    return cluster.database().rows("""
        select schedule_id, planned_at, outcome, run_id, result
        from %s.dbt_schedule_firings
        order by id""".formatted(cluster.admin()), row -> new Firing((int) row.number("schedule_id"), row.text("planned_at").orElseThrow(),
            row.text("outcome").orElseThrow(), row.text("run_id").map(Integer::valueOf), row.text("result")));
  }

  /** What would hold up others for ever, and schedules that nobody looks at: a tick is far more often than this. */
  private List<Violation> leftInTheDatabase() {
    List<Violation> left = new ArrayList<>(cluster.database().rows(
        "select log_dbt_project_run_id, identifier from " + cluster.logs() + ".log_dbt_relation_locks",
        row -> Violation.stuck("run %d is over, and has or wishes %s", row.number("log_dbt_project_run_id"), row.text("identifier").orElseThrow())));
    left.addAll(cluster.database().rows(
        "select id from " + cluster.admin() + ".dbt_project_schedules where next_fire_at < utc_timestamp(6) - interval 10 second",
        row -> Violation.stuck("schedule %d is due, and does not fire", row.number("id"))));
    return left;
  }

  /** What a copy started tells its folder in its words; what is just ending gets a moment. Servers of dbt that a copy keeps ready are its own. */
  private List<Violation> processes() {
    return afterAWhile(() -> processes(process -> isCopy(process)
        || process.info().commandLine().filter(words -> words.contains("dbt_server.py")).isPresent() && isBelowCopy(process)));
  }

  /** When no copy is up any more. */
  static List<Violation> leftBehind(Cluster cluster) {
    return afterAWhile(() -> new ReadHistory(cluster).processes(_ -> false));
  }

  private List<Violation> processes(Predicate<ProcessHandle> rightly) {
    return ProcessHandle.allProcesses().filter(process -> !rightly.test(process))
        .map(process -> process.pid() + " " + process.info().commandLine().orElse(""))
        .filter(words -> words.contains(cluster.folder().toString()) && !words.contains("mariadbd"))
        .map(words -> Violation.stuck("a process is left: %s", words)).toList();
  }

  private boolean isCopy(ProcessHandle process) {
    return cluster.copies().stream().anyMatch(copy -> copy.pid() == process.pid());
  }

  private boolean isBelowCopy(ProcessHandle process) {
    return process.parent().filter(parent -> isCopy(parent) || isBelowCopy(parent)).isPresent();
  }

  private List<Violation> workFolders() {
    return afterAWhile(() -> cluster.copies().stream().map(copy -> copy.folder().resolve("work")).filter(Files::isDirectory)
        // Each account's own folder stays.
        .flatMap(work -> found(work, 2, folder -> !folder.getParent().equals(work)).stream()).map(left -> Violation.stuck("a work folder is left: %s", left)).toList());
  }

  /** In whatever the copies keep, and in what they said. */
  private List<Violation> secrets() {
    List<Violation> found = new ArrayList<>();
    for (Copy copy : cluster.copies()) {
      if (copy.output().contains(Cluster.PASSWORD)) {
        found.add(Violation.shown("the copy in %s said a password", copy.folder()));
      }
    }
    found(cluster.folder(), 20, file -> !file.toString().contains("/site-packages/") && Files.isRegularFile(file) && holdsPassword(file))
        .forEach(file -> found.add(Violation.shown("a password is in %s", file)));
    return found;
  }

  private static boolean holdsPassword(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(Cluster.PASSWORD);
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }

  private static List<Path> found(Path folder, int depth, Predicate<Path> wanted) {
    return LiveFolder.below(folder, depth).stream().filter(wanted).toList();
  }

  private interface Look {
    List<Violation> now();
  }

  private static List<Violation> afterAWhile(Look look) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    List<Violation> seen = look.now();
    while (!seen.isEmpty() && System.nanoTime() < end) {
      Pause.briefly();
      seen = look.now();
    }
    return seen;
  }
}
