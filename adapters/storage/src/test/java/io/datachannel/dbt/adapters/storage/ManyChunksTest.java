package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chunks of long runs: how many there are, and what their end costs. */
class ManyChunksTest {
  private static final AccountId ACCOUNT = new AccountId(1);
  private static final RunId RUN = new RunId(5);
  private static final WaitingFiles.OfRun OF = new WaitingFiles.OfRun(ACCOUNT, RUN);
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private final RememberingStorage storage = new RememberingStorage();
  private OnThisDisk here;
  private OnThisDisk other;

  @BeforeEach
  void twoCopies() {
    here = new OnThisDisk(folder.resolve("here"), storage);
    other = new OnThisDisk(folder.resolve("other"), storage);
  }

  @Test
  void ofALongRunChunksAreSentLessOften() {
    try (RunLogs.Writer writer = carryOut()) {
      for (int i = 0; i <= ChunkKeeper.CHUNKS_AT_AN_INTERVAL; i++) {
        writer.append(line("line " + i));
        interval();
      }
      assertEquals(ChunkKeeper.CHUNKS_AT_AN_INTERVAL, storage.list("chunks/").size());

      interval();
      assertEquals(ChunkKeeper.CHUNKS_AT_AN_INTERVAL + 1, storage.list("chunks/").size());
    }
  }

  @Test
  void chunksThatCannotBeDeletedDelayNothingAndAreLeftToWhoeverTendsThem() {
    try (RunLogs.Writer writer = carryOut()) {
      writer.append(line("one"));
      interval();
      writer.append(ended());
    }
    storage.refusesDeletions(true);
    List<String> stored = new ArrayList<>();
    here.files.logs().store(ACCOUNT, RUN, stored::add);
    assertEquals(List.of("memory://accounts/1/runs/5/run.log"), stored);
    assertEquals(List.of(), here.files.waiting().runs());
    assertEquals(List.of(OF), other.files.chunks().runs());

    storage.refusesDeletions(false);
    other.files.chunks().delete(OF);

    assertEquals(List.of(), storage.list("chunks/"));
  }

  private RunLogs.Writer carryOut() {
    return here.files.logs().carryOut(ACCOUNT, RUN, new Lease("someone", 1));
  }

  private void interval() {
    here.clock.advance(ChunkKeeper.INTERVAL);
    here.files.keepLogs().run();
  }

  private static LogLine line(String text) {
    return new LogLine(AT, LogLevel.INFO, text, Optional.empty());
  }

  private static StatusChanged ended() {
    return new StatusChanged(AT, RunStatus.SUCCESSFUL);
  }
}
