package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a soak has lost, doubled or left: of each run that was asked for, and of each instant that a schedule had planned. */
final class SoakVerdict {
  private final Cluster cluster;
  private final List<SoakAccount> accounts;
  private final Map<Integer, SoakLoad.Asked> asked;
  private final Span span;
  private final List<String> violations = new ArrayList<>();

  /**
   * When schedules were active, by the clock of the database.
   *
   * @param before nothing that was planned until then may fire
   * @param from   all that was planned from then on has to fire
   * @param until  the last such instant
   * @param after  nothing that is planned from then on may fire
   */
  record Span(Instant before, Instant from, Instant until, Instant after) {

    /** Whole minutes, at which crons of the form {@code *}{@code /n * * * *} fire. */
    Set<Instant> planned(String cron) {
      String every = cron.substring(0, cron.indexOf(' '));
      long seconds = 60L * (every.equals("*") ? 1 : Long.parseLong(every.substring(2)));
      Set<Instant> planned = new TreeSet<>();
      for (long at = (from.getEpochSecond() / seconds + 1) * seconds; at <= until.getEpochSecond(); at += seconds) {
        planned.add(Instant.ofEpochSecond(at));
      }
      return planned;
    }
  }

  SoakVerdict(Cluster cluster, List<SoakAccount> accounts, Map<Integer, SoakLoad.Asked> asked, Span span) {
    this.cluster = cluster;
    this.accounts = accounts;
    this.asked = asked;
    this.span = span;
  }

  /** Each in a sentence, once nothing goes on any more; empty when all is well. */
  List<String> violations() {
    violations.clear();
    History all = ReadHistory.of(cluster);
    Set<Integer> real = runsOf(work(true));
    violations.addAll(HistoryChecker.violations(part(all, false, real)));
    History onReal = part(all, true, real);
    violations.addAll(FiringsChecker.violations(onReal));
    onReal.runs().forEach(run -> real(run, Optional.ofNullable(all.logs().get(run.id()))));
    manual(all);
    accounts.stream().flatMap(account -> account.work().stream()).forEach(work -> fired(work, all));
    return List.copyOf(violations);
  }

  private List<SoakAccount.Work> work(boolean real) {
    return accounts.stream().flatMap(account -> account.work().stream()).filter(work -> work.real() == real).toList();
  }

  private Set<Integer> runsOf(List<SoakAccount.Work> work) {
    String projects = work.stream().map(each -> Integer.toString(each.project())).collect(Collectors.joining(", "));
    return new HashSet<>(cluster.database().rows("select id from %s.log_dbt_project_run where dbt_project_id in (%s)".formatted(
        cluster.logs(), projects), row -> (int) row.number("id")));
  }

  /** The stub notes what it does, and the real dbt does not: only the one can be checked against its notes. */
  private History part(History all, boolean wantedReal, Set<Integer> real) {
    Set<Integer> schedules = work(wantedReal).stream().map(SoakAccount.Work::schedule).collect(Collectors.toSet());
    return new History(all.runs().stream().filter(run -> real.contains(run.id()) == wantedReal).toList(), all.notes(), all.logs(),
        all.slots(), all.firings().stream().filter(firing -> schedules.contains(firing.schedule())).toList(), all.others());
  }

  private void real(RunRow run, Optional<String> log) {
    if (!run.isOver() || run.leased()) {
      violations.add("run %d on the real dbt is %s%s".formatted(run.id(), run.status(), run.leased() ? ", with a lease" : ""));
    } else if (log.isEmpty()) {
      violations.add("run %d on the real dbt is %s, and its log cannot be read".formatted(run.id(), run.status()));
    } else if (run.status().equals("SUCCESSFUL") && !log.get().contains("Completed successfully")) {
      violations.add("run %d on the real dbt is SUCCESSFUL, and its log does not say so".formatted(run.id()));
    }
  }

  private void manual(History all) {
    Map<Integer, RunRow> found = all.runs().stream().filter(run -> run.type().equals("MANUAL")).collect(Collectors.toMap(RunRow::id, run -> run));
    if (!found.keySet().equals(asked.keySet())) {
      Set<Integer> different = new TreeSet<>(found.keySet());
      different.removeAll(asked.keySet());
      Set<Integer> gone = new TreeSet<>(asked.keySet());
      gone.removeAll(found.keySet());
      violations.add("runs that nobody asked for: %s; runs that are not there: %s".formatted(different, gone));
    }
    asked.forEach((id, wish) -> Optional.ofNullable(found.get(id)).filter(RunRow::isOver)
        .filter(run -> !wish.ends().contains(run.status()) && !isLost(run)).ifPresent(run -> violations.add(
            "run %d was to end as one of %s, and is %s %s".formatted(id, wish.ends(), run.status(), run.failure().orElse("")))));
  }

  /** With the copy that carried it out, which is told to the user as such. */
  static boolean isLost(RunRow run) {
    return run.status().equals("FAILED") && run.failure().filter("RUN_LOST"::equals).isPresent();
  }

  private void fired(SoakAccount.Work work, History all) {
    List<Instant> fired = all.firingsOf(work.schedule()).map(Firing::planned).map(SoakVerdict::instant).toList();
    Set<Instant> planned = span.planned(work.cron());
    planned.stream().filter(at -> !fired.contains(at)).forEach(at ->
        violations.add("schedule %d was to fire at %s, and did not".formatted(work.schedule(), at)));
    fired.stream().filter(at -> at.isBefore(span.before()) || at.isAfter(span.after())).forEach(at ->
        violations.add("schedule %d fired for %s, when it was not active".formatted(work.schedule(), at)));
  }

  /** How many instants were planned. */
  int planned() {
    return accounts.stream().flatMap(account -> account.work().stream()).mapToInt(work -> span.planned(work.cron()).size()).sum();
  }

  /** Of a column without a time zone, which is in UTC. */
  static Instant instant(String column) {
    return Instant.parse(column.replace(' ', 'T') + "Z");
  }

  /** When the database tells, to be read once more. */
  static Instant clockOf(Cluster cluster) {
    return instant(cluster.database().rows("select cast(utc_timestamp(6) as char) as at", row -> row.text("at").orElseThrow()).getFirst());
  }

  /** Enough for a tick that is late. */
  static Instant beforehand(Instant at) {
    return at.minus(Duration.ofSeconds(15));
  }
}
