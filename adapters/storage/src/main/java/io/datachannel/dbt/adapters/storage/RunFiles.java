package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the files of runs lie: live ones while a run goes on, stored ones afterwards. They move that way only. */
record RunFiles(Path live, Path stored) {
  static final String JOURNAL = "events.ndjson";
  static final String LOG = "run.log";
  /** What the reporter of a run uploaded; it takes the place of the log. */
  static final String UPLOADED = "uploaded.log";

  /** One run of one account. */
  record OfRun(AccountId account, RunId run) {

    /** The path in the storage, for people and for {@code log_file_path}. */
    String key(String name) {
      return "accounts/" + account.value() + "/runs/" + run.value() + "/" + name;
    }
  }

  Path live(OfRun run, String name) {
    return live.resolve(run.key(name));
  }

  Path stored(OfRun run, String name) {
    return stored.resolve(run.key(name));
  }

  /** The file to append to: the stored one once it is stored, since a new live one would begin to count anew and hide it. */
  Path current(OfRun run, String name) {
    Path file = stored(run, name);
    return Files.exists(file) ? file : live(run, name);
  }

  /** The log to show: an uploaded one, else our own. */
  String shownLog(OfRun run) {
    return Files.exists(stored(run, UPLOADED)) ? UPLOADED : LOG;
  }

  /** Opens the live file or, when it is not there or moves away just now, the stored one. */
  InputStream open(OfRun run, String name, long offset) throws IOException {
    try {
      return open(live(run, name), offset);
    } catch (NoSuchFileException _) {
      return open(stored(run, name), offset);
    }
  }

  private static InputStream open(Path file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return Channels.newInputStream(channel.position(offset));
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }
}
