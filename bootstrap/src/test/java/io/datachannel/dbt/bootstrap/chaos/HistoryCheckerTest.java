package io.datachannel.dbt.bootstrap.chaos;

import static io.datachannel.dbt.bootstrap.chaos.Violation.doubled;
import static io.datachannel.dbt.bootstrap.chaos.Violation.lost;
import static io.datachannel.dbt.bootstrap.chaos.Violation.stuck;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import io.datachannel.dbt.bootstrap.chaos.History.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing is worth nothing: each thing that it looks for is shown to it once. */
class HistoryCheckerTest {
  private static final String LOG = "chaos line 1 of 2 of a\nchaos line 2 of 2 of a\nchaos is over\n";

  private final List<RunRow> runs = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Map<Integer, String> logs = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<Violation> others = new ArrayList<>();

  @Test
  void aHistoryAsItShallBeHasNoViolation() {
    run(1, "SUCCESSFUL", 1, 70);
    attempt(1, "run-1-a", 70, 10, 20, "db.s.a");
    run(2, "SUCCESSFUL", 2, 71);
    killed(2, "run-2-a", 70, 11, "db.s.b");
    attempt(2, "run-2-b", 71, 30, 40, "db.s.b");
    run(3, "CANCELLED", 0, 70);
    slots.add(new Slot(1, 0, 0, 4));

    found();
  }

  @Test
  void anAttemptThatMetALockedRunIsFound() {
    run(1, "SUCCESSFUL", 2, 70);
    attempt(1, "run-1-b", 70, 10, 20, "db.s.a");
    notes.addFirst(new Note(Note.Kind.OVERLAP, 1, "run-1-b", 70, 10, List.of(), Optional.of("run-1")));

    found(doubled("run-1-b of run 1 began while another process had run-1"));
  }

  @Test
  void aRunThatWritesWhatTheLockOfAnotherIsOnIsFoundEvenIfThatOneWasKilled() {
    run(1, "FAILED", 1, 70);
    killed(1, "run-1-a", 70, 10, "db.s.a");
    run(2, "SUCCESSFUL", 1, 71);
    attempt(2, "run-2-a", 71, 12, 20, "db.s.a");
    notes.addFirst(new Note(Note.Kind.OVERLAP, 2, "run-2-a", 71, 12, List.of(), Optional.of("relation-db.s.a")));

    found(doubled("run-2-a of run 2 began while another process had relation-db.s.a"));
  }

  @Test
  void twoAttemptsAtTheSameTimeAreFound() {
    run(1, "SUCCESSFUL", 2, 71);
    attempt(1, "run-1-a", 70, 10, 31, "db.s.a");
    attempt(1, "run-1-b", 71, 30, 40, "db.s.a");

    found(doubled("run 1 was carried out twice at the same time, as run-1-a and run-1-b"));
  }

  @Test
  void twoRunsThatWriteOneRelationAtTheSameTimeAreFound() {
    run(1, "SUCCESSFUL", 1, 70);
    run(2, "SUCCESSFUL", 1, 71);
    attempt(1, "run-1-a", 70, 10, 31, "db.s.a", "db.s.b");
    attempt(2, "run-2-a", 71, 30, 40, "db.s.b", "db.s.c");

    found(doubled("runs 1 and 2 wrote db.s.b at the same time"));
  }

  @Test
  void aRunThatIsStuckIsFound() {
    runs.add(new RunRow(1, 1, "MANUAL", "RUNNING", Optional.empty(), 1, Optional.of("host/70"), true));

    found(stuck("run 1 is stuck in RUNNING, owned by host/70"));
  }

  @Test
  void aLeaseOnARunThatIsOverIsFound() {
    runs.add(new RunRow(1, 1, "MANUAL", "FAILED", Optional.of("RUN_LOST"), 1, Optional.of("host/70"), true));
    logs.put(1, "");

    found(stuck("run 1 is over, and a lease is still on it"));
  }

  @Test
  void aFencingNumberThatAttemptsShareIsFound() {
    run(1, "SUCCESSFUL", 1, 71);
    attempt(1, "run-1-a", 70, 10, 20, "db.s.a");
    attempt(1, "run-1-b", 71, 30, 40, "db.s.a");

    found(doubled("run 1 was begun 2 times, but its fencing number is only 1"));
  }

  @Test
  void aSuccessWithoutAnAttemptThatEndedIsFound() {
    run(1, "SUCCESSFUL", 1, 70);
    killed(1, "run-1-a", 70, 10, "db.s.a");

    found(lost("run 1 is SUCCESSFUL, but its last attempt did not come to its end"));
  }

  @Test
  void aLateWriteOfAnOwnerThatLostTheRunIsFound() {
    run(1, "SUCCESSFUL", 2, 70);
    attempt(1, "run-1-a", 70, 10, 20, "db.s.a");
    attempt(1, "run-1-b", 71, 30, 40, "db.s.a");

    found(doubled("run 1 is SUCCESSFUL by host/70, but its last attempt was of process 71"));
  }

  @Test
  void aLogThatIsGoneIsFound() {
    run(1, "FAILED", 1, 70);
    logs.clear();

    found(lost("run 1 is FAILED, and its log cannot be read"));
  }

  @Test
  void aLogThatLacksALineOrItsEndIsFound() {
    run(1, "SUCCESSFUL", 1, 70);
    attempt(1, "run-1-a", 70, 10, 20, "db.s.a");
    logs.put(1, "chaos line 1 of 3 of a\nchaos line 3 of 3 of a\n");

    found(lost("the log of run 1 lacks its end"), lost("the log of run 1 has line 3 of a where line 2 is expected"));
  }

  @Test
  void aLogThatEndsEarlyIsFound() {
    run(1, "SUCCESSFUL", 1, 70);
    attempt(1, "run-1-a", 70, 10, 20, "db.s.a");
    logs.put(1, "chaos line 1 of 3 of a\nchaos line 2 of 3 of a\nchaos is over");

    found(lost("the log of run 1 has not all of its lines: the next would be 3 of 3"));
  }

  @Test
  void linesOfDbtInTheLogOfARunThatNeverBeganAreFound() {
    run(1, "FAILED", 1, 70);
    logs.put(1, LOG);

    found(doubled("run 1 never began, but its log has lines of dbt"));
  }

  @Test
  void countersThatAreWrongAreFound() {
    run(1, "CANCELLED", 0, 70);
    slots.add(new Slot(1, 1, 2, 1));

    found(stuck("account 1 counts 1 queued, and has 0"), stuck("account 1 counts 2 running, and has 0"));
  }

  @Test
  void anAccountThatRanMoreAtOnceThanItMayIsFound() {
    for (int id = 1; id <= 3; id++) {
      run(id, "SUCCESSFUL", 1, 70);
      attempt(id, "run-" + id + "-a", 70, 10 * id, 10 * id + 15, "db.s." + id);
    }
    slots.add(new Slot(1, 0, 0, 1));

    found(doubled("account 1 ran 2 at once, and may only 1"));
  }

  @Test
  void whatElseWasLeftIsToldAsItIs() {
    others.add(Violation.stuck("process 7 is left: python"));

    found(stuck("process 7 is left: python"));
  }

  private void found(Violation... violations) {
    assertEquals(List.of(violations), HistoryChecker.violations(new History(runs, notes, logs, slots, List.of(), others)));
  }

  private void run(int id, String status, long fence, long owner) {
    runs.add(new RunRow(id, 1, "MANUAL", status, Optional.empty(), fence, Optional.of("host/" + owner), false));
    logs.put(id, status.equals("SUCCESSFUL") ? LOG : "");
  }

  private void killed(int run, String attempt, long copy, long from, String... relations) {
    notes.add(new Note(Note.Kind.START, run, attempt, copy, from, List.of(relations), Optional.empty()));
  }

  private void attempt(int run, String attempt, long copy, long from, long to, String... relations) {
    killed(run, attempt, copy, from, relations);
    notes.add(new Note(Note.Kind.END, run, attempt, copy, to, List.of(), Optional.of("DONE")));
  }
}
