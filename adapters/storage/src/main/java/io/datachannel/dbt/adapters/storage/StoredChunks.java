package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogChunks;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles.OfRun;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The chunks in the storage, of whichever copy. */
final class StoredChunks implements LogChunks {
  private final RunFiles files;
  private final WatchedRuns watched;
  private final Incoming incoming;
  private final Outbox outbox;

  StoredChunks(RunFiles files, WatchedRuns watched, Incoming incoming, Outbox outbox) {
    this.files = files;
    this.watched = watched;
    this.incoming = incoming;
    this.outbox = outbox;
  }

  @Override
  public List<OfRun> runs() {
    return Chunk.runs(files.storage());
  }

  @Override
  public boolean makeLog(OfRun of, LogLine end) {
    RunFiles.OfRun run = RunFiles.OfRun.of(of);
    if (files.isHere(run, RunFiles.JOURNAL)) {
      return false;
    }
    watched.look(run);
    Optional<Long> fence = watched.fence(run);
    if (fence.isEmpty()) {
      return false;
    }
    try {
      boolean whole = watched.isWhole(run);
      Path journal = copy(run, RunFiles.JOURNAL, whole ? "" : JournalJson.write(end) + "\n");
      Path log = copy(run, RunFiles.LOG, whole ? "" : LogText.of(end).orElseThrow() + "\n");
      Path attempt = incoming.file();
      new Attempt(fence.get(), true).write(attempt);
      outbox.take(run, RunFiles.JOURNAL, journal);
      outbox.take(run, RunFiles.LOG, log);
      outbox.take(run, Attempt.FILE, attempt);
      watched.forget(run);
      return true;
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The log of a run cannot be put together here: " + failed.getMessage(), failed);
    }
  }

  private Path copy(RunFiles.OfRun run, String name, String more) throws IOException {
    return incoming.filled(copy -> {
      try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.APPEND)) {
        Files.copy(watched.find(run, name).orElseThrow(), out);
        out.write(more.getBytes(StandardCharsets.UTF_8));
      }
    });
  }

  @Override
  public void delete(OfRun run) {
    Chunk.delete(files.storage(), RunFiles.OfRun.of(run), Long.MAX_VALUE);
  }
}
