package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.RedactedInput;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The artifacts of runs on this disk, until their run is over and they are sent. */
final class LocalArtifacts implements Artifacts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  /** The folder of the run, and the one in it that dbt writes to. */
  private static final int UNTRUSTED_FOLDERS = 2;

  /** In bytes. The manifest of ten thousand models has some hundred MB; what is larger was not written by dbt, and may be a hole that only seems so. */
  static final long MOST = 512L << 20;
  private static final int BLOCK = 1 << 16;

  private final RunFiles files;
  private final Incoming incoming;
  private final Outbox outbox;
  private final Spool spool;

  LocalArtifacts(RunFiles files, Incoming incoming, Outbox outbox, Spool spool) {
    this.files = files;
    this.incoming = incoming;
    this.outbox = outbox;
    this.spool = spool;
  }

  @Override
  public void store(AccountId account, RunId run, String name, Path file, Redactor redactor) {
    if (!isGood(name)) {
      throw new IllegalArgumentException("not the name of an artifact: " + name);
    }
    try {
      Path taken = incoming.filled(half -> {
        fill(half, name, file, redactor);
        checkRoom(name, Files.size(half));
      });
      spool.tookArtifact(Files.size(taken));
      outbox.take(new RunFiles.OfRun(account, run), name, taken);
    } catch (IOException failed) {
      throw unavailable(name, "stored", failed);
    }
  }

  @Override
  public void storeAlsoAs(AccountId account, RunId id, String name, String other) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    try {
      Path taken = incoming.filled(half -> {
        try (InputStream content = files.open(run, name, 0)) {
          copy(half, other, content);
        }
      });
      spool.tookArtifact(Files.size(taken));
      outbox.take(run, other, taken);
    } catch (IOException failed) {
      throw unavailable(other, "stored", failed);
    }
  }

  private void checkRoom(String name, long bytes) {
    if (bytes > MOST) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, name + " is given up: it is larger than " + (MOST >> 20)
          + " MB, the most that is kept of an artifact.", null);
    }
    if (!spool.takesArtifact(bytes)) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, name + " (" + bytes + " bytes) is given up: what waits for the storage has "
          + "filled the part of " + spool.megabytes() + " MB that artifacts may have.", null);
    }
  }

  @Override
  public Optional<StoredFile> find(AccountId account, RunId id, String name) {
    if (!isGood(name)) {
      return Optional.empty();
    }
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    try {
      return files.size(run, name).map(bytes -> new StoredFile(bytes, offset -> open(run, name, offset)));
    } catch (IOException failed) {
      throw unavailable(name, "read", failed);
    }
  }

  private InputStream open(RunFiles.OfRun run, String name, long offset) {
    try {
      return files.open(run, name, offset);
    } catch (IOException failed) {
      throw unavailable(name, "read", failed);
    }
  }

  @Override
  public Optional<URI> link(AccountId account, RunId run, String name, Duration validity) {
    String key = new RunFiles.OfRun(account, run).key(name);
    return isGood(name) && files.storage().size(key).isPresent()
        ? files.storage().link(key, validity, "run-" + run.value() + "-" + name)
        : Optional.empty();
  }

  private void fill(Path half, String name, Path file, Redactor redactor) throws IOException {
    if (redactor.isEmpty()) {
      take(half, name, file);
    } else {
      // Only what was looked through is kept: the file itself may still change.
      try (InputStream content = UntrustedFiles.read(file, UNTRUSTED_FOLDERS)) {
        copy(half, name, new RedactedInput(content, redactor.bytesOfJson()));
      }
    }
  }

  /** By a rename, for the end of the run waits for it; from another disk as a copy. */
  private void take(Path half, String name, Path file) throws IOException {
    try {
      UntrustedFiles.move(file, UNTRUSTED_FOLDERS, half);
    } catch (AtomicMoveNotSupportedException _) {
      try (InputStream content = UntrustedFiles.read(file, UNTRUSTED_FOLDERS)) {
        copy(half, name, content);
      }
    }
    // Once more where dbt's code does not know its name.
    checkPlain(half);
  }

  /** Block by block, since a file that seems large and takes no room where it is takes it here. */
  private void copy(Path half, String name, InputStream content) throws IOException {
    byte[] block = new byte[BLOCK];
    long bytes = 0;
    try (OutputStream kept = Files.newOutputStream(half)) {
      for (int got = content.read(block); got >= 0; got = content.read(block)) {
        bytes += got;
        checkRoom(name, bytes);
        kept.write(block, 0, got);
      }
    }
  }

  /** dbt code may have put a link there, to be shown a file of someone else's, or a pipe that never ends. */
  private static void checkPlain(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is not a plain file");
    }
  }

  /** The run's log lies in the same folder, and is no artifact. */
  private static boolean isGood(String name) {
    return NAME.matcher(name).matches() && !List.of(RunFiles.LOG, RunFiles.JOURNAL, RunFiles.UPLOADED).contains(name);
  }

  private static PortFailure unavailable(String name, String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, name + " cannot be " + what + ": " + failed.getMessage(), failed);
  }
}
