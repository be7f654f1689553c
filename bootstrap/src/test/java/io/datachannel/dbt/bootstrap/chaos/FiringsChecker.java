package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds planned instants that did not become exactly one run, and scheduled runs that nobody planned. */
final class FiringsChecker {
  private final History history;
  private final List<Violation> violations = new ArrayList<>();

  private FiringsChecker(History history) {
    this.history = history;
  }

  static List<Violation> violations(History history) {
    FiringsChecker checker = new FiringsChecker(history);
    checker.repeats();
    history.firings().forEach(checker::firing);
    history.runs().stream().filter(run -> run.type().equals("SCHEDULED")).forEach(checker::run);
    return checker.violations;
  }

  private void repeats() {
    Set<String> seen = new HashSet<>();
    Map<String, Integer> carriers = new HashMap<>();
    for (Firing firing : history.firings()) {
      if (!seen.add(firing.schedule() + " " + firing.planned())) {
        violations.add(Violation.doubled("schedule %d fired twice for %s", firing.schedule(), firing.planned()));
      }
      if (firing.hasRunOfItsOwn() && carriers.merge(firing.schedule() + " in run " + firing.run().orElse(0), 1, Integer::sum) == 2) {
        violations.add(Violation.lost("run %d was made for two firings of schedule %d", firing.run().orElse(0), firing.schedule()));
      }
    }
  }

  private void firing(Firing firing) {
    Optional<RunRow> run = firing.run().flatMap(id -> history.runs().stream().filter(row -> row.id() == id).findFirst());
    boolean wanted = firing.hasRunOfItsOwn() || firing.outcome().equals("MERGED");
    if (wanted && run.filter(row -> row.type().equals("SCHEDULED")).isEmpty()) {
      violations.add(Violation.lost("schedule %d fired for %s, and there is no run of it", firing.schedule(), firing.planned()));
    }
    if (!wanted && firing.run().isPresent()) {
      violations.add(Violation.doubled("schedule %d was %s for %s, and has a run all the same", firing.schedule(), firing.outcome(), firing.planned()));
    }
    if (firing.hasRunOfItsOwn() && run.filter(RunRow::isOver).isPresent() && firing.result().isEmpty()) {
      violations.add(Violation.lost("run %d is over, and its firing of schedule %d was not told", run.get().id(), firing.schedule()));
    }
    // Of a run that came to its end each firing has an outcome of its own, and of others the run's.
    if (firing.result().isPresent() && run.filter(row -> Set.of("FAILED", "CANCELLED").contains(row.status()))
        .filter(row -> !row.status().equals(firing.result().get())).isPresent()) {
      violations.add(Violation.doubled("run %d is %s, and its firing of schedule %d is %s", run.get().id(), run.get().status(), firing.schedule(),
          firing.result().get()));
    }
  }

  private void run(RunRow run) {
    if (history.firings().stream().noneMatch(firing -> firing.hasRunOfItsOwn() && firing.run().equals(Optional.of(run.id())))) {
      violations.add(Violation.doubled("run %d is SCHEDULED, and no firing asked for it", run.id()));
    }
  }
}
