package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads journal files. A sequence number is a line number. */
final class JournalReader {
  /** Bounds the memory of one read; a follower asks again for the rest. */
  private static final int MOST_AT_ONCE = 2000;

  private JournalReader() {}

  static List<JournalEntry> read(Path journal, long after) {
    try (BufferedReader lines = Files.newBufferedReader(journal, StandardCharsets.UTF_8)) {
      return read(lines, after);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be read: " + failed.getMessage(), failed);
    }
  }

  private static List<JournalEntry> read(BufferedReader lines, long after) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    long sequence = 0;
    for (String line = lines.readLine(); line != null && entries.size() < MOST_AT_ONCE; line = lines.readLine()) {
      sequence++;
      // The last line may be half written still; it is whole at the next look.
      if (sequence > after && line.endsWith("}")) {
        entries.add(new JournalEntry(sequence, JournalJson.read(line)));
      }
    }
    return entries;
  }
}
