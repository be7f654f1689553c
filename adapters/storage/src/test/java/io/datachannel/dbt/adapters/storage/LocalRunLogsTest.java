package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.journal.RunLogsContract;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunLogsTest extends RunLogsContract {
  @TempDir private Path folder;
  private LocalRunLogs logs;

  @BeforeEach
  void open() {
    logs = new LocalRunLogs(folder.resolve("live"), folder.resolve("stored"), 2000);
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
  void halfALineOfACrashIsDroppedAndWhatFollowsIsWhole() throws IOException {
    write(List.of(line("whole")));
    Files.writeString(folder.resolve("live/accounts/1/runs/5/events.ndjson"), "{\"at\":\"2026", StandardOpenOption.APPEND);

    assertEquals(1, logs.read(ACCOUNT, RUN, 0, Duration.ZERO).size());
    write(List.of(line("next")));

    assertEquals(2, logs.read(ACCOUNT, RUN, 0, Duration.ZERO).size());
  }

  @Test
  void aLogOverItsLimitEndsWithOneLineThatSaysSo() throws IOException {
    List<JournalEvent> lines = Collections.nCopies(100, line("x".repeat(100)));

    write(lines);

    String text = text();
    assertTrue(text.length() < 4000, text);
    assertEquals(1, text.split("further lines of this run are left out", -1).length - 1);
  }

  @Test
  void aStoredRunLeavesNothingLive() {
    write(List.of(line("kept")));

    logs.store(ACCOUNT, RUN);

    assertFalse(Files.exists(folder.resolve("live/accounts/1/runs/5")));
  }

  @Test
  void aDiskThatCannotBeWrittenIsAStorageFailure() throws IOException {
    Files.writeString(folder.resolve("live"), "a file where the folder should be");

    PortFailure failure = assertThrows(PortFailure.class, () -> write(List.of(line("x"))));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }
}
