package io.datachannel.dbt.bootstrap.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a test of several copies left behind.
 *
 * @param runs   the rows of runs
 * @param notes  the journal of the stub of dbt, oldest first
 * @param logs   what the service answers to a request for a run's log, by run; without an answer when it is not 200
 * @param slots  what each account's row of the queue counts
 * @param firings what became of the planned instants of schedules
 * @param others what else was left: processes, work folders, secrets in the open
 */
record History(List<RunRow> runs, List<Note> notes, Map<Integer, String> logs, List<Slot> slots, List<Firing> firings,
    List<Violation> others) {
  private static final Set<String> OVER = Set.of("SUCCESSFUL", "PARTIAL SUCCESS", "FAILED", "CANCELLED");

  /**
   * A row of log_dbt_project_run.
   *
   * @param fence how often it was claimed, or taken from its owner
   * @param owner HOST/PID of the copy that had it last
   * @param type  SCHEDULED or MANUAL
   * @param leased whether a lease is on it
   */
  record RunRow(int id, long account, String type, String status, Optional<String> failure, long fence, Optional<String> owner,
      boolean leased) {
    boolean isOver() {
      return OVER.contains(status);
    }

    boolean isOwnedBy(long process) {
      return owner.filter(name -> name.endsWith("/" + process)).isPresent();
    }
  }

  /**
   * A line of the journal.
   *
   * @param attempt the work folder of one try at carrying a run out
   * @param parent  the process of the copy that started it
   * @param nanos   by a clock that all processes of the machine share and that never jumps
   * @param detail  how it ended; or what it overlapped on
   */
  record Note(Kind kind, int run, String attempt, long parent, long nanos, List<String> relations, Optional<String> detail) {
    enum Kind { START, END, OVERLAP }
  }

  /** A row of dbt_account_slots. */
  record Slot(long account, long queued, long running, long most) {}

  /**
   * A row of dbt_schedule_firings.
   *
   * @param planned the instant that it was planned for
   * @param run     the run that carries it
   * @param result  what became of its models
   */
  record Firing(int schedule, String planned, String outcome, Optional<Integer> run, Optional<String> result) {
    /** A run was made for it; a merged one has that of an earlier firing. */
    boolean hasRunOfItsOwn() {
      return outcome.equals("QUEUED") || outcome.equals("CAUGHT_UP");
    }
  }

  Stream<Firing> firingsOf(int schedule) {
    return firings.stream().filter(firing -> firing.schedule() == schedule);
  }

  List<Note> notesOf(int run, Note.Kind kind) {
    return notes.stream().filter(note -> note.run() == run && note.kind() == kind).toList();
  }

  /** The end of an attempt; absent when its process was killed. */
  Optional<Note> endOf(Note start) {
    return notes.stream().filter(note -> note.kind() == Note.Kind.END && note.attempt().equals(start.attempt())).findFirst();
  }
}
