package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.JsonException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads journal files. A sequence number is a line number; a line is one only when its end is there. */
final class JournalReader {
  /** Bounds the memory of one read; a follower asks again for the rest. */
  private static final int MOST_AT_ONCE = 2000;

  private final Bookmarks bookmarks;

  JournalReader(Bookmarks bookmarks) {
    this.bookmarks = bookmarks;
  }

  List<JournalEntry> read(RunFiles.OfRun run, LogFiles.Source source, long after) {
    Bookmarks.Place start = bookmarks.before(run, source.version(), after);
    try (InputStream journal = source.at(start.offset())) {
      return read(run, source.version(), new Lines(journal, start), after);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be read: " + failed.getMessage(), failed);
    }
  }

  private List<JournalEntry> read(RunFiles.OfRun run, long version, Lines lines, long after) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    while (entries.size() < MOST_AT_ONCE) {
      Optional<String> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      if (lines.place.sequence() > after) {
        entries.add(new JournalEntry(lines.place.sequence(), parsed(line.get(), lines.place.sequence())));
      }
    }
    bookmarks.put(run, version, lines.place);
    return entries;
  }

  private static JournalEvent parsed(String line, long sequence) {
    try {
      return JournalJson.read(line);
    } catch (JsonException | IllegalArgumentException broken) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
          "Line " + sequence + " of the run's journal is broken; the text of the log can still be read.", broken);
    }
  }

  /** Whole lines, and where the last one ended. */
  private static final class Lines {
    private final InputStream bytes;
    private Bookmarks.Place place;

    Lines(InputStream bytes, Bookmarks.Place start) {
      this.bytes = new BufferedInputStream(bytes, 1 << 16);
      this.place = start;
    }

    /** Empty at the end, also when there is half a line still: it is whole at the next look. */
    Optional<String> next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int value = bytes.read(); value >= 0; value = bytes.read()) {
        if (value == '\n') {
          place = new Bookmarks.Place(place.sequence() + 1, place.offset() + line.size() + 1);
          return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
        line.write(value);
      }
      return Optional.empty();
    }
  }
}
