package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepStarted;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.journal.RunLogsContract;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.StepState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRunLogsTest extends RunLogsContract {
  @TempDir private Path folder;
  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
  private RunStorage runs;
  private RunLogs logs;

  @BeforeEach
  void open() {
    logs = logsWithLimit(1_000_000);
  }

  private RunLogs logsWithLimit(long bytes) {
    runs = new OnThisDisk(folder, storage, bytes, OnThisDisk.SPOOL).files;
    return runs.logs();
  }

  @Override
  protected RunLogs logs() {
    return logs;
  }

  @Test
  void theTextIsForPeople() throws IOException {
    write(List.of(line("1 of 5 OK created sql table model main.orders")));

    assertEquals("12:00:00.123 INFO   1 of 5 OK created sql table model main.orders\n", text());
  }

  @Test
  void stepsAndStatusesStandInTheTextAndNodesDoNot() throws IOException {
    Instant at = Instant.parse("2026-03-01T12:00:00.123456Z");
    write(List.of(
        new StatusChanged(at, RunStatus.RUNNING), new StepStarted(at, RunStep.CHECKOUT),
        new NodeStarted(at, "model.shop.orders", "model", "orders"),
        new StepFinished(at, RunStep.CHECKOUT, Duration.ofMillis(40)), new DbtStepStarted(at, 2, 3, "run --fail-fast"),
        new DbtStepFinished(at, 2, 3, "run --fail-fast", StepState.FAILED, Duration.ofMillis(70)),
        new StatusChanged(at, RunStatus.PARTIAL_SUCCESS)));

    assertEquals("""
        2026-03-01 12:00:00.123 STATUS RUNNING
        12:00:00.123 STEP   CHECKOUT
        12:00:00.123 STEP   CHECKOUT done in 40 ms
        12:00:00.123 STEP   DBT 2 of 3: run --fail-fast
        12:00:00.123 STEP   DBT 2 of 3 FAILED in 70 ms
        2026-03-01 12:00:00.123 STATUS PARTIAL SUCCESS
        """, text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"at\":\"2026", "{\"text\":\"a brace }", "}", "\u0000\u0000"})
  void halfALineOfACrashIsDroppedAndWhatFollowsIsWhole(String half) throws IOException {
    write(List.of(line("whole")));
    Files.writeString(live("events.ndjson"), half.repeat(2000), StandardOpenOption.APPEND);
    Files.writeString(live("run.log"), "12:00:00 IN", StandardOpenOption.APPEND);

    assertEquals(1, logs.read(ACCOUNT, RUN, 0, Duration.ZERO).size());
    write(List.of(line("next")));

    assertEquals(List.of(1L, 2L), logs.read(ACCOUNT, RUN, 0, Duration.ZERO).stream().map(JournalEntry::sequence).toList());
    assertEquals("12:00:00.123 INFO   whole\n12:00:00.123 INFO   next\n", text());
  }

  @Test
  void anotherInstanceGoesOnWithTheFiles() {
    write(List.of(line("before the restart")));
    logs = logsWithLimit(1_000_000);

    write(List.of(line("after it")));

    assertEquals(2, logs.read(ACCOUNT, RUN, 1, Duration.ZERO).getFirst().sequence());
  }

  @Test
  void twoWritersThatShouldNotBeDoNotWriteOverEachOther() {
    try (RunLogs.Writer lost = logs.open(ACCOUNT, RUN); RunLogs.Writer next = logs.open(ACCOUNT, RUN)) {
      lost.append(line("of the one that was taken for dead"));
      next.append(line("of the one after it"));
      lost.append(line("late"));
    }

    assertEquals(3, logs.read(ACCOUNT, RUN, 0, Duration.ZERO).size());
  }

  @Test
  @Tag("fault-35")
  void aLogOverItsLimitEndsWithOneLineThatSaysSoAlsoWhenItIsOpenedAgain() throws IOException {
    List<JournalEvent> lines = Collections.nCopies(100, line("x".repeat(100)));
    logs = logsWithLimit(2000);

    write(lines);
    write(lines);
    write(List.of(new StatusChanged(Instant.parse("2026-03-01T12:00:00Z"), RunStatus.FAILED)));

    String text = text();
    assertTrue(text.length() < 4000, text);
    assertEquals(1, text.split("further lines of this run are left out", -1).length - 1);
    assertTrue(text.endsWith("STATUS FAILED\n"), text);
  }

  @Test
  void aBrokenJournalIsAStorageFailureAndItsTextCanStillBeRead() throws IOException {
    write(List.of(line("whole")));
    Files.writeString(live("events.ndjson"), "no JSON\n", StandardOpenOption.APPEND);

    PortFailure failure = assertThrows(PortFailure.class, () -> logs.read(ACCOUNT, RUN, 0, Duration.ZERO));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
    assertTrue(text().contains("whole"));
  }

  @Test
  void aStorageThatIsAwayGetsTheLogLaterAndUntilThenItIsReadHere() throws IOException {
    List<String> paths = new ArrayList<>();
    storage.isAway(true);
    write(List.of(line("kept")));
    logs.store(ACCOUNT, RUN, paths::add);

    assertEquals(List.of(), paths);
    assertTrue(text().contains("kept"));
    assertEquals(1, logs.read(ACCOUNT, RUN, 0, Duration.ZERO).size());
    WaitingFiles.OfRun waiting = new WaitingFiles.OfRun(ACCOUNT, RUN);
    assertThrows(PortFailure.class, () -> runs.waiting().send(waiting, paths::add));
    assertEquals(List.of(waiting), runs.waiting().runs());

    storage.isAway(false);
    logs = logsWithLimit(1_000_000);
    runs.waiting().send(waiting, paths::add);

    assertEquals(List.of("memory://accounts/1/runs/5/run.log"), paths);
    assertTrue(text().contains("kept"));
    assertEquals(List.of(), runs.waiting().runs());
  }

  @Test
  void aRunOfWhichNothingWaitsDoesNotMakeAStorageThatIsAwaySeemBack() throws IOException {
    storage.isAway(true);
    write(List.of(line("kept")));
    store();

    runs.waiting().send(new WaitingFiles.OfRun(ACCOUNT, new RunId(RUN.value() + 1)), path -> { });

    assertTrue(text().contains("kept"));
  }

  @Test
  void whatACrashLeftLiveIsSentWhenTheRunIsOver() throws IOException {
    write(List.of(line("before the crash")));
    logs = logsWithLimit(1_000_000);
    WaitingFiles.OfRun run = new WaitingFiles.OfRun(ACCOUNT, RUN);

    runs.waiting().send(run, path -> fail(path + " is not to be sent, since the run goes on"));
    assertEquals(List.of(run), runs.waiting().runs());
    try (RunLogs.Writer writing = logs.open(ACCOUNT, RUN)) {
      runs.waiting().end(run);
      writing.append(line("the last line"));
    }
    runs.waiting().end(run);
    runs.waiting().send(run, _ -> { });

    assertEquals(List.of(), runs.waiting().runs());
    assertTrue(text().endsWith("before the crash\n12:00:00.123 INFO   the last line\n"), text());
  }

  @Test
  void aCrashAfterSendingSendsAgain() {
    write(List.of(line("kept")));

    assertThrows(IllegalStateException.class, () -> logs.store(ACCOUNT, RUN, _ -> {
      throw new IllegalStateException("crashed before the path was written down");
    }));
    List<String> paths = new ArrayList<>();
    runs.waiting().send(new WaitingFiles.OfRun(ACCOUNT, RUN), paths::add);

    assertEquals(1, paths.size());
  }

  @Test
  void aShorterLogOfTheSameRunDoesNotTakeThePlaceOfTheWholeOne() throws IOException {
    write(List.of(line("first"), line("second")));
    store();

    write(List.of(line("late")));
    store();

    assertTrue(text().contains("second"));
    assertEquals(2, logs.read(ACCOUNT, RUN, 0, Duration.ZERO).size());
  }

  @Test
  void whoWaitsForARunToBeginDoesNotNeedTheStorage() {
    storage.isAway(true);

    assertEquals(List.of(), logs.read(ACCOUNT, RUN, 0, Duration.ofMillis(20)));
    assertThrows(PortFailure.class, () -> logs.read(ACCOUNT, RUN, 0, Duration.ZERO));
  }

  @Test
  void whatIsDeletedIsNowhere() {
    write(List.of(line("stored")));
    store();
    write(List.of(line("live")));

    runs.stored().delete(ACCOUNT, RUN);

    assertTrue(logs.text(ACCOUNT, RUN).isEmpty());
    assertEquals(List.of(), runs.waiting().runs());
  }

  @Test
  void aStoredRunLeavesNothingLive() {
    write(List.of(line("kept")));

    store();

    assertFalse(Files.exists(folder.resolve("live/accounts/1/runs/5")));
  }

  @Test
  void whoQueuedTheRunAgainLeavesTheLogToTheCopyThatEndedIt() throws IOException {
    Instant at = Instant.parse("2026-03-01T12:00:00.123456Z");
    write(List.of(line("a beginning that is longer than what the other copy has to tell"), new StatusChanged(at, RunStatus.QUEUED)));
    endElsewhere("all of it");

    WaitingFiles.OfRun here = new WaitingFiles.OfRun(ACCOUNT, RUN);
    runs.waiting().endCarriedOut(here, 2);
    runs.waiting().send(here, _ -> { });

    assertTrue(text().startsWith("12:00:00.123 INFO   all of it\n"), text());
    assertEquals(List.of(), runs.waiting().runs());
  }

  /** It was cancelled before anyone claimed it again. */
  @Test
  void theLogOfTheOnlyAttemptIsKeptThoughTheRunWasQueuedAgain() throws IOException {
    Instant at = Instant.parse("2026-03-01T12:00:00.123456Z");
    write(List.of(line("what dbt said before the service was stopped"), new StatusChanged(at, RunStatus.QUEUED)));

    WaitingFiles.OfRun here = new WaitingFiles.OfRun(ACCOUNT, RUN);
    runs.waiting().endCarriedOut(here, 1);
    runs.waiting().send(here, _ -> { });

    assertTrue(text().contains("what dbt said before the service was stopped"), text());
  }

  @Test
  void aKilledCopyLeavesTheLogToTheOneThatEndedTheRun() throws IOException {
    write(List.of(line("a beginning that is longer than what the other copy has to tell")));
    endElsewhere("all of it");

    WaitingFiles.OfRun here = new WaitingFiles.OfRun(ACCOUNT, RUN);
    runs.waiting().endCarriedOut(here, 2);
    runs.waiting().send(here, _ -> { });

    assertTrue(text().startsWith("12:00:00.123 INFO   all of it\n"), text());
    assertEquals(List.of(), runs.waiting().runs());
  }

  @Test
  void aLogThatNoOtherCopyHasStoredIsKeptThoughItsEndIsMissing() throws IOException {
    write(List.of(line("killed just behind the commit of the end")));

    WaitingFiles.OfRun here = new WaitingFiles.OfRun(ACCOUNT, RUN);
    runs.waiting().endCarriedOut(here, 1);
    runs.waiting().send(here, _ -> { });

    assertTrue(text().contains("killed just behind the commit of the end"), text());
  }

  @Test
  void theCopyThatEndsTheRunReplacesALongerBeginningThatWasStoredBefore() throws IOException {
    write(List.of(line("a beginning that is longer than what the other copy has to tell")));
    WaitingFiles.OfRun here = new WaitingFiles.OfRun(ACCOUNT, RUN);
    runs.waiting().end(here);
    runs.waiting().send(here, _ -> { });

    endElsewhere("all of it");

    assertTrue(text().startsWith("12:00:00.123 INFO   all of it\n"), text());
  }

  private void endElsewhere(String words) throws IOException {
    RunLogs other = new OnThisDisk(folder.resolve("other"), storage).files.logs();
    try (RunLogs.Writer writer = other.open(ACCOUNT, RUN)) {
      writer.append(line(words));
      writer.append(new StatusChanged(Instant.parse("2026-03-01T12:00:01Z"), RunStatus.SUCCESSFUL));
    }
    other.store(ACCOUNT, RUN, _ -> { });
  }

  @Test
  void whoClaimsTheRunAgainGoesOnWithItsLog() throws IOException {
    Instant at = Instant.parse("2026-03-01T12:00:00.123456Z");
    write(List.of(line("before"), new StatusChanged(at, RunStatus.QUEUED)));
    write(List.of(line("after")));

    store();

    assertTrue(text().contains("before") && text().contains("after"), text());
  }

  @Test
  void theFoldersAreForTheServiceAlone() throws IOException {
    storage.isAway(true);
    write(List.of(line("x")));
    store();

    for (String each : List.of("live/accounts/1/runs", "waiting/accounts/1/runs/5")) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(each))), each);
    }
  }

  @Test
  void aDiskThatCannotBeWrittenIsAStorageFailure() throws IOException {
    Files.writeString(folder.resolve("live"), "a file where the folder should be");

    PortFailure failure = assertThrows(PortFailure.class, () -> write(List.of(line("x"))));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }

  private Path live(String name) {
    return folder.resolve("live/accounts/1/runs/5").resolve(name);
  }
}
