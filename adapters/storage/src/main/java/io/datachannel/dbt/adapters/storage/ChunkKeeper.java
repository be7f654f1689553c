package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sends the journals of runs that are carried out here to the storage while they grow. Who writes them never waits for it. */
final class ChunkKeeper {
  /** What a machine takes with it when it is lost. It grows with the number of chunks, so that those of a long run are not thousands. */
  static final Duration INTERVAL = Duration.ofSeconds(3);
  static final int CHUNKS_AT_AN_INTERVAL = 100;
  private static final int LONGEST_INTERVAL = 10;
  /** So many bytes are sent before the interval is over. */
  static final int ENOUGH = 256 * 1024;
  static final int MOST = 1024 * 1024;

  private final RunFiles files;
  private final Incoming incoming;
  private final InstantSource steady;
  private final Map<RunFiles.OfRun, Growing> growing = new ConcurrentHashMap<>();

  ChunkKeeper(RunFiles files, Incoming incoming, InstantSource steady) {
    this.files = files;
    this.incoming = incoming;
    this.steady = steady;
  }

  /** From now on this run's journal is looked at; a journal that is over in less than the interval costs nothing. */
  void opened(RunFiles.OfRun run, long fence) {
    growing.put(run, new Growing(run, fence));
  }

  /** This attempt's does not grow any more, while a newer one's may; what is left of it is sent if its beginning was. */
  void closed(RunFiles.OfRun run, long fence) {
    Optional.ofNullable(growing.get(run)).filter(journal -> journal.fence == fence).ifPresent(journal -> journal.closed = true);
  }

  /**
   * Sends the rest, marked as the last chunk, if the beginning was sent. To be called while the journal is in the live folder still; after that
   * nothing is sent of it.
   */
  void finish(RunFiles.OfRun run) {
    Growing journal = growing.remove(run);
    if (journal != null) {
      try {
        journal.finish();
      } catch (PortFailure | IOException unavailable) {
        // The whole log is sent next, or waits.
      }
    }
  }

  /** One beat. @throws PortFailure when the storage does not take something; all of it is tried again by the next beat */
  void tick() {
    Optional<PortFailure> failure = Optional.empty();
    for (Growing journal : growing.values()) {
      try {
        if (journal.send()) {
          growing.remove(journal.run, journal);
        }
      } catch (NoSuchFileException gone) {
        growing.remove(journal.run, journal);
      } catch (IOException failed) {
        failure = Optional.of(new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
            "A part of a run's log cannot be sent from this machine: " + failed.getMessage(), failed));
      } catch (PortFailure failed) {
        failure = Optional.of(failed);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** A journal, and how far it is sent. */
  private final class Growing {
    private final RunFiles.OfRun run;
    private final long fence;
    private long sent;
    private int next;
    /** Of a chunk that may have arrived though no answer came: it is sent again as it was, since others may have read it. */
    private Optional<Integer> tried = Optional.empty();
    private Instant lastSent = steady.instant();
    private volatile boolean closed;
    private boolean finished;

    Growing(RunFiles.OfRun run, long fence) {
      this.run = run;
      this.fence = fence;
    }

    /** @return whether nothing more will be sent */
    synchronized boolean send() throws IOException {
      boolean over = closed;
      if (finished || over && next == 0) {
        return true;
      }
      Path journal = files.live(run, RunFiles.JOURNAL);
      long unsent = Files.size(journal) - sent;
      if (over || unsent >= ENOUGH || !steady.instant().isBefore(lastSent.plus(interval()))) {
        while (unsent > 0 && send(journal, false)) {
          unsent = Files.size(journal) - sent;
        }
      }
      return over;
    }

    private Duration interval() {
      return INTERVAL.multipliedBy(Math.min(LONGEST_INTERVAL, 1 + next / CHUNKS_AT_AN_INTERVAL));
    }

    synchronized void finish() throws IOException {
      finished = true;
      Path journal = files.live(run, RunFiles.JOURNAL);
      if (next > 0) {
        boolean more = true;
        while (more && (tried.isPresent() || Files.size(journal) - sent > MOST)) {
          more = send(journal, false);
        }
        send(journal, true);
      }
    }

    private boolean send(Path journal, boolean last) throws IOException {
      byte[] part = part(journal);
      if (part.length == 0 && !last) {
        return false;
      }
      if (next == 0) {
        // From here on there is something to be deleted in the end, also by a later process.
        new Attempt(fence, false).write(files.live(run, Attempt.FILE));
      }
      tried = Optional.of(part.length);
      Path file = incoming.file();
      try {
        files.storage().put(new Chunk(run, fence, next, last).key(), Files.write(file, part));
      } finally {
        Files.deleteIfExists(file);
      }
      tried = Optional.empty();
      sent += part.length;
      next++;
      lastSent = steady.instant();
      return true;
    }

    /** Whole lines: what is behind them may be taken back when the disk is full. */
    private byte[] part(Path journal) throws IOException {
      try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.READ)) {
        if (tried.isPresent()) {
          return read(channel, tried.get());
        }
        long left = channel.size() - sent;
        for (long most = Math.min(left, MOST); ; most = Math.min(left, most * 2)) {
          byte[] block = read(channel, Math.toIntExact(most));
          int end = block.length;
          while (end > 0 && block[end - 1] != '\n') {
            end--;
          }
          if (end > 0 || most == left) {
            return end == block.length ? block : Arrays.copyOf(block, end);
          }
        }
      }
    }

    private byte[] read(FileChannel channel, int bytes) throws IOException {
      ByteBuffer block = ByteBuffer.allocate(bytes);
      long from = sent;
      while (block.hasRemaining()) {
        int got = channel.read(block, from + block.position());
        if (got < 0) {
          throw new IOException("the journal became shorter");
        }
      }
      return block.array();
    }
  }
}
