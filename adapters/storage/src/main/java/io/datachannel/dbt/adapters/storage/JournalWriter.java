package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Appends to the two files of a run. Lines above the limit are dropped, with one line that says so. */
final class JournalWriter implements RunLogs.Writer {
  private final FileChannel journal;
  private final FileChannel log;
  private final long limit;
  private final Runnable grown;
  private boolean full;

  /**
   * @param limit in bytes of the journal
   * @param grown called after each append
   */
  JournalWriter(Path journal, Path log, long limit, Runnable grown) {
    this.limit = limit;
    this.grown = grown;
    try {
      Files.createDirectories(journal.getParent());
      dropTornLine(journal);
      this.journal = FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      this.log = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  @Override
  public synchronized void append(JournalEvent event) {
    try {
      if (event instanceof LogLine && journal.size() > limit) {
        if (full) {
          return;
        }
        full = true;
        write(new LogLine(event.at(), LogLevel.WARN,
            "The log is longer than " + limit + " bytes; further lines of this run are left out.", Optional.empty()));
      } else {
        write(event);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
    grown.run();
  }

  private void write(JournalEvent event) throws IOException {
    Optional<String> text = LogText.of(event);
    if (text.isPresent()) {
      write(log, text.get());
    }
    write(journal, JournalJson.write(event));
  }

  private static void write(FileChannel channel, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public synchronized void close() {
    try (journal; log) {
      grown.run();
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  /** A crash may have left half a line; what follows must not be glued to it. */
  private static void dropTornLine(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      long end = file.length();
      while (end > 0) {
        file.seek(end - 1);
        if (file.read() == '\n') {
          break;
        }
        end--;
      }
      file.setLength(end);
    }
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be written: " + failed.getMessage(), failed);
  }
}
