package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Puts what a lost copy had sent of a log before what was said here of its loss. */
final class LostBeginnings {
  private static final int HEAD = 4096;

  private final RunFiles files;
  private final WatchedRuns watched;
  private final Incoming incoming;
  private final Bookmarks bookmarks;
  /** Of which what was fetched is of no more use. */
  private final Set<RunFiles.OfRun> used = ConcurrentHashMap.newKeySet();

  LostBeginnings(RunFiles files, WatchedRuns watched, Incoming incoming, Bookmarks bookmarks) {
    this.files = files;
    this.watched = watched;
    this.incoming = incoming;
    this.bookmarks = bookmarks;
  }

  /** Fetches it, where one is wanted. @throws PortFailure when the storage does not answer */
  void fetch(RunFiles.OfRun run) {
    try {
      if (Attempt.in(files.live(run, Attempt.FILE)).afterLoss()) {
        watched.look(run);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  /** To be called while no one writes, and never waits for the storage. A crash in between costs nothing: what begins as it should is left as it is. */
  void putBefore(RunFiles.OfRun run) {
    try {
      Attempt attempt = Attempt.in(files.live(run, Attempt.FILE));
      if (attempt.afterLoss()) {
        if (watched.fence(run).equals(Optional.of(attempt.fence()))) {
          for (String name : List.of(RunFiles.JOURNAL, RunFiles.LOG)) {
            putBefore(watched.find(run, name).orElseThrow(), files.live(run, name));
          }
          bookmarks.forget(run);
        }
        used.add(run);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  /** Lets go of what was put before. To be called when others may write again: it waits for whoever looks for more in the storage just now. */
  void forgetUsed(RunFiles.OfRun run) {
    if (used.remove(run)) {
      watched.forget(run);
    }
  }

  private void putBefore(Path beginning, Path end) throws IOException {
    if (!Files.exists(beginning) || Files.exists(end) && Arrays.equals(head(beginning), head(end))) {
      return;
    }
    Path whole = incoming.filled(file -> {
      try (OutputStream out = Files.newOutputStream(file)) {
        Files.copy(beginning, out);
        if (Files.exists(end)) {
          Files.copy(end, out);
        }
      }
    });
    Files.move(whole, end, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Enough to tell two logs apart, which begin with instants. */
  private static byte[] head(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(HEAD);
      int end = 0;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      return Arrays.copyOf(bytes, end);
    }
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The log of a lost run cannot be put together: " + failed.getMessage(), failed);
  }
}
