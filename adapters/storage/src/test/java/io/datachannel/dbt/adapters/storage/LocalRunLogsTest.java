package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.journal.RunLogsContract;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRunLogsTest extends RunLogsContract {
  @TempDir private Path folder;
  private LocalRunLogs logs;

  @BeforeEach
  void open() {
    logs = logsWithLimit(1_000_000);
  }

  private LocalRunLogs logsWithLimit(long bytes) {
    return new LocalRunLogs(folder.resolve("live"), folder.resolve("stored"), bytes);
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
        new StepFinished(at, RunStep.CHECKOUT, Duration.ofMillis(40)), new StatusChanged(at, RunStatus.PARTIAL_SUCCESS)));

    assertEquals("""
        2026-03-01 12:00:00.123 STATUS RUNNING
        12:00:00.123 STEP   CHECKOUT
        12:00:00.123 STEP   CHECKOUT done in 40 ms
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
  void aStoredRunLeavesNothingLive() {
    write(List.of(line("kept")));

    logs.store(ACCOUNT, RUN);

    assertFalse(Files.exists(folder.resolve("live/accounts/1/runs/5")));
  }

  @Test
  void theFoldersAreForTheServiceAlone() throws IOException {
    write(List.of(line("x")));
    logs.store(ACCOUNT, RUN);

    for (String each : List.of("live/accounts/1/runs", "stored/accounts/1/runs/5")) {
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
