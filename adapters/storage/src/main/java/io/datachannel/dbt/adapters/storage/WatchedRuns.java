package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The logs of runs that other copies of the service carry out, put together on this disk from their chunks while someone reads them. A chunk is
 * fetched once, however many read.
 */
final class WatchedRuns {
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  /** A log that no one has read for so long is taken away. */
  static final Duration UNREAD = Duration.ofSeconds(30);

  private final Path folder;
  private final ObjectStorage storage;
  private final InstantSource steady;
  private final long most;
  private final Map<RunFiles.OfRun, Watched> runs = new ConcurrentHashMap<>();

  /**
   * @param folder for these alone; what an earlier process left in it is deleted
   * @param most   bytes of journals that are kept between two beats
   */
  WatchedRuns(Path folder, ObjectStorage storage, InstantSource steady, long most) {
    this.folder = folder;
    this.storage = storage;
    this.steady = steady;
    this.most = most;
    delete(folder);
  }

  /** The fencing number of what is known of a run; empty when nothing is. */
  Optional<Long> fence(RunFiles.OfRun run) {
    return Optional.ofNullable(runs.get(run)).map(watched -> watched.fence).filter(fence -> fence > 0);
  }

  /** A file that grows, of a run that is known. */
  Optional<Path> find(RunFiles.OfRun run, String name) {
    return Optional.ofNullable(runs.get(run)).filter(watched -> watched.fence > 0).map(watched -> watched.file(name));
  }

  /** Whether the last chunk is among what is known, so that it is not only a beginning. */
  boolean isWhole(RunFiles.OfRun run) {
    return Optional.ofNullable(runs.get(run)).filter(watched -> watched.whole).isPresent();
  }

  /** Whether there was no chunk of it when it was looked at, but the whole journal. */
  boolean isStored(RunFiles.OfRun run) {
    return Optional.ofNullable(runs.get(run)).filter(watched -> watched.stored).isPresent();
  }

  /** Fetches what is new, unless that was done just now. @throws PortFailure when the storage does not answer */
  void look(RunFiles.OfRun run) {
    Watched watched = watch(run);
    synchronized (watched) {
      if (!steady.instant().isBefore(watched.lookAgain)) {
        watched.look();
      }
    }
  }

  /** From now on the beats look at this run, until no one asks for it any more. */
  Watched watch(RunFiles.OfRun run) {
    Watched watched = runs.computeIfAbsent(run, Watched::new);
    watched.wanted = steady.instant();
    return watched;
  }

  void forget(RunFiles.OfRun run) {
    Optional.ofNullable(runs.get(run)).ifPresent(Watched::forget);
  }

  /**
   * One beat.
   *
   * @param ours who need not be looked at
   * @throws PortFailure when the storage does not answer
   */
  void tick(Followers followers, Predicate<RunFiles.OfRun> ours) {
    for (Watched watched : List.copyOf(runs.values())) {
      if (watched.wanted.plus(UNREAD).isBefore(steady.instant())) {
        forget(watched.run);
      } else if (!ours.test(watched.run) && look(watched)) {
        followers.of(watched.run).ring();
      }
    }
    forgetTooMany();
  }

  /** Those that were asked for longest ago; who reads one still fetches it again. */
  private void forgetTooMany() {
    long bytes = runs.values().stream().mapToLong(watched -> watched.bytes).sum();
    for (Watched watched : runs.values().stream().sorted(Comparator.comparing(watched -> watched.wanted)).toList()) {
      if (bytes > most) {
        bytes -= watched.bytes;
        forget(watched.run);
      }
    }
  }

  private boolean look(Watched watched) {
    synchronized (watched) {
      return !steady.instant().isBefore(watched.lookAgain) && watched.look();
    }
  }

  private static void delete(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException failed) {
      throw unavailable("be deleted", failed);
    }
  }

  private static PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The log of a run that another copy carries out cannot " + what + ": "
        + failed.getMessage(), failed);
  }

  /** A run, and what is here of it. */
  final class Watched {
    private final RunFiles.OfRun run;
    private volatile Instant wanted = Instant.MIN;
    private Instant lookAgain = Instant.MIN;
    /** 0 while there is nothing. */
    private volatile long fence;
    private volatile boolean whole;
    private volatile boolean stored;
    private volatile long bytes;
    private int next;
    /** Whoever was about to fetch more of it leaves it: its file may be another's by then. */
    private boolean gone;

    Watched(RunFiles.OfRun run) {
      this.run = run;
    }

    private Path file(String name) {
      return folder.resolve(run.key("")).resolve(Long.toString(fence)).resolve(name);
    }

    /** @return whether there is news */
    private boolean look() {
      if (gone) {
        return false;
      }
      lookAgain = steady.instant().plus(BETWEEN_LOOKS);
      List<Chunk> chunks = Chunk.newest(storage, run);
      if (chunks.isEmpty()) {
        return ended();
      }
      stored = false;
      boolean news = false;
      for (Chunk chunk : chunks) {
        if (chunk.fence() != fence) {
          begin(chunk.fence());
        }
        if (chunk.number() == next && !whole) {
          storage.open(chunk.key(), 0).ifPresent(content -> append(content, chunk));
          news = true;
        }
      }
      return news;
    }

    /** Chunks are deleted when the whole log is there. */
    private boolean ended() {
      boolean before = stored;
      stored = storage.size(run.key(RunFiles.JOURNAL)).isPresent();
      begin(0);
      return stored && !before;
    }

    private void begin(long of) {
      if (fence > 0 || of > 0) {
        delete();
      }
      fence = of;
      next = 0;
      bytes = 0;
      whole = false;
    }

    private void append(InputStream content, Chunk chunk) {
      try (content) {
        byte[] lines = content.readAllBytes();
        StringBuilder text = new StringBuilder();
        new String(lines, StandardCharsets.UTF_8).lines().forEach(line -> text(line).ifPresent(told -> text.append(told).append('\n')));
        OwnerOnly.folders(file(RunFiles.JOURNAL).getParent());
        append(RunFiles.LOG, text.toString().getBytes(StandardCharsets.UTF_8));
        append(RunFiles.JOURNAL, lines);
        next++;
        bytes += lines.length;
        whole = chunk.isLast();
      } catch (IOException failed) {
        begin(0);
        throw unavailable("be read", failed);
      }
    }

    private void append(String name, byte[] bytes) throws IOException {
      Files.write(file(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Optional<String> text(String line) {
      try {
        return LogText.of(JournalJson.read(line));
      } catch (JsonException | IllegalArgumentException broken) {
        return Optional.empty();
      }
    }

    /** The next one begins when nothing is left of this one. */
    private synchronized void forget() {
      gone = true;
      try {
        delete();
      } finally {
        runs.remove(run, this);
      }
    }

    private void delete() {
      WatchedRuns.delete(folder.resolve(run.key("")));
    }
  }
}
