package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import io.datachannel.dbt.bootstrap.chaos.History.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds everything in a history that must not be, whatever faults there were, once they have stopped and time has passed. */
final class HistoryChecker {
  private static final Pattern NUMBERED = Pattern.compile("chaos line ([0-9]+) of ([0-9]+) of (\\w+)");

  private final History history;
  private final List<Violation> violations = new ArrayList<>();

  private HistoryChecker(History history) {
    this.history = history;
  }

  /** Each in a readable sentence; empty when all is well. */
  static List<Violation> violations(History history) {
    HistoryChecker checker = new HistoryChecker(history);
    checker.overlaps();
    history.runs().forEach(checker::run);
    history.slots().forEach(checker::slot);
    checker.violations.addAll(FiringsChecker.violations(history));
    checker.violations.addAll(history.others());
    return List.copyOf(checker.violations);
  }

  /** Told twice: by the locks, which hold for a process that is killed, too, and by the times of those that came to an end. */
  private void overlaps() {
    history.notes().stream().filter(note -> note.kind() == Note.Kind.OVERLAP).forEach(note -> violations.add(Violation.doubled(
        "%s of run %d began while another process had %s", note.attempt(), note.run(), note.detail().orElse("?"))));
    List<Note> starts = history.notes().stream().filter(note -> note.kind() == Note.Kind.START).toList();
    for (int i = 0; i < starts.size(); i++) {
      for (Note later : starts.subList(i + 1, starts.size())) {
        overlap(starts.get(i), later);
      }
    }
  }

  private void overlap(Note first, Note later) {
    boolean atOnce = history.endOf(first).filter(end -> end.nanos() > later.nanos()).isPresent();
    if (atOnce && first.run() == later.run()) {
      violations.add(Violation.doubled("run %d was carried out twice at the same time, as %s and %s", first.run(), first.attempt(), later.attempt()));
    }
    if (atOnce && first.run() != later.run()) {
      first.relations().stream().filter(later.relations()::contains).forEach(relation -> violations.add(Violation.doubled(
          "runs %d and %d wrote %s at the same time", first.run(), later.run(), relation)));
    }
  }

  private void run(RunRow run) {
    if (!run.isOver()) {
      violations.add(Violation.stuck("run %d is stuck in %s, owned by %s", run.id(), run.status(), run.owner().orElse("nobody")));
      return;
    }
    if (run.leased()) {
      violations.add(Violation.stuck("run %d is over, and a lease is still on it", run.id()));
    }
    List<Note> starts = history.notesOf(run.id(), Note.Kind.START);
    if (run.fence() < starts.size()) {
      violations.add(Violation.doubled("run %d was begun %d times, but its fencing number is only %d", run.id(), starts.size(), run.fence()));
    }
    if (run.status().equals("SUCCESSFUL")) {
      success(run, starts);
    }
    log(run, starts);
  }

  private void success(RunRow run, List<Note> starts) {
    Optional<Note> end = starts.isEmpty() ? Optional.empty() : history.endOf(starts.getLast());
    if (end.flatMap(Note::detail).filter("DONE"::equals).isEmpty()) {
      violations.add(Violation.lost("run %d is SUCCESSFUL, but its last attempt did not come to its end", run.id()));
    } else if (!run.isOwnedBy(starts.getLast().parent())) {
      violations.add(Violation.doubled("run %d is SUCCESSFUL by %s, but its last attempt was of process %d", run.id(), run.owner().orElse("nobody"),
          starts.getLast().parent()));
    }
  }

  /** The lines that an attempt wrote are numbered: none is missing in between, and of one that came to its end none at all. */
  private void log(RunRow run, List<Note> starts) {
    Optional<String> log = Optional.ofNullable(history.logs().get(run.id()));
    if (log.isEmpty()) {
      violations.add(Violation.lost("run %d is %s, and its log cannot be read", run.id(), run.status()));
      return;
    }
    boolean complete = run.status().equals("SUCCESSFUL");
    if (complete && !log.get().contains("chaos is over")) {
      violations.add(Violation.lost("the log of run %d lacks its end", run.id()));
    }
    Matcher line = NUMBERED.matcher(log.get());
    int expected = 1;
    int most = 0;
    while (line.find()) {
      int number = Integer.parseInt(line.group(1));
      if (number != expected && number != 1) {
        violations.add(Violation.lost("the log of run %d has line %d of %s where line %d is expected", run.id(), number, line.group(3), expected));
      }
      most = Integer.parseInt(line.group(2));
      expected = number % most + 1;
    }
    if (complete && (most == 0 || expected != 1)) {
      violations.add(Violation.lost("the log of run %d has not all of its lines: the next would be %d of %d", run.id(), expected, most));
    }
    if (!complete && starts.isEmpty() && most > 0) {
      violations.add(Violation.doubled("run %d never began, but its log has lines of dbt", run.id()));
    }
  }

  private void slot(Slot slot) {
    count(slot, "queued", slot.queued(), "QUEUED");
    count(slot, "running", slot.running(), "RUNNING");
    long at = atOnce(slot.account());
    if (at > slot.most()) {
      violations.add(Violation.doubled("account %d ran %d at once, and may only %d", slot.account(), at, slot.most()));
    }
  }

  /** The most attempts of an account's runs that were under way at one instant, of those whose end is known. */
  private long atOnce(long account) {
    Set<Integer> itsRuns = history.runs().stream().filter(run -> run.account() == account).map(RunRow::id).collect(Collectors.toSet());
    List<Note> starts = history.notes().stream()
        .filter(note -> note.kind() == Note.Kind.START && itsRuns.contains(note.run()) && history.endOf(note).isPresent()).toList();
    return starts.stream().mapToLong(at -> starts.stream()
        .filter(start -> start.nanos() <= at.nanos() && history.endOf(start).orElseThrow().nanos() > at.nanos()).count()).max().orElse(0);
  }

  private void count(Slot slot, String what, long counted, String status) {
    long really = history.runs().stream().filter(run -> run.account() == slot.account() && run.status().equals(status)).count();
    if (counted != really) {
      violations.add(Violation.stuck("account %d counts %d %s, and has %d", slot.account(), counted, what, really));
    }
  }
}
