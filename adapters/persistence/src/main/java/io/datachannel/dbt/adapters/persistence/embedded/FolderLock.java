package io.datachannel.dbt.adapters.persistence.embedded;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second service away from the folder; the operating system gives the lock back when the service dies. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new FolderLock(channel);
      }
      channel.close();
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The folder of the embedded database cannot be locked: " + file, failed);
    }
    throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE,
        "Another service uses the embedded database in " + file.getParent()
            + "; stop it, or give this one a data folder of its own.", null);
  }

  /** Whether another process has it. */
  static boolean isTaken(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !locked(channel);
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The folder of the embedded database cannot be read: " + file, failed);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The lock of the embedded database cannot be given back", failed);
    }
  }
}
