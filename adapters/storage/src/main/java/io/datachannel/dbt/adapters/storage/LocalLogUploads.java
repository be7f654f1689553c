package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;

/** Uploaded logs: whole on this disk first, and then sent at once. */
final class LocalLogUploads implements LogUploads {
  private static final int BLOCK = 1 << 16;
  private static final int BROKEN = -2;

  private final Incoming incoming;
  private final Outbox outbox;
  private final LocalStoredRuns stored;
  private final Spool spool;

  LocalLogUploads(Incoming incoming, Outbox outbox, LocalStoredRuns stored, Spool spool) {
    this.incoming = incoming;
    this.outbox = outbox;
    this.stored = stored;
    this.spool = spool;
  }

  @Override
  public void forget(AccountId account, RunId run) {
    stored.delete(account, run);
  }

  @Override
  public Received receive(AccountId account, RunId id, InputStream log, long mostBytes) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    if (spool.isFull()) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "What waits for the storage has filled the " + spool.megabytes()
          + " MB that it may have on this machine. Upload the log again when the storage is back.", null);
    }
    try {
      Path part = incoming.file();
      try {
        Received received = copy(log, part, mostBytes);
        return received instanceof Received.Waiting whole ? outbox.inTurn(run, () -> send(run, part, whole)) : received;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "An uploaded log cannot be stored: " + failed.getMessage(), failed);
    }
  }

  private Received send(RunFiles.OfRun run, Path part, Received.Waiting whole) {
    spool.took(whole.bytes());
    outbox.take(run, RunFiles.UPLOADED, part);
    AtomicReference<String> path = new AtomicReference<>();
    return outbox.offer(run, path::set) ? new Received.Stored(path.get(), whole.bytes()) : whole;
  }

  private static Received copy(InputStream log, Path part, long mostBytes) throws IOException {
    long bytes = 0;
    byte[] block = new byte[BLOCK];
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      while (true) {
        int got = read(log, block);
        if (got == BROKEN) {
          return new Received.CutOff();
        }
        if (got < 0) {
          // A rename that outlives a power cut must not outlive its bytes.
          file.force(true);
          return new Received.Waiting(bytes);
        }
        bytes += got;
        if (bytes > mostBytes) {
          return new Received.TooLarge();
        }
        ByteBuffer buffer = ByteBuffer.wrap(block, 0, got);
        while (buffer.hasRemaining()) {
          file.write(buffer);
        }
      }
    }
  }

  /** A sender's broken stream is no failure of the storage, so it is told apart from one here. */
  private static int read(InputStream log, byte[] block) {
    try {
      return log.read(block);
    } catch (IOException broken) {
      return BROKEN;
    }
  }
}
