package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.storage.AccountDisk;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Adds up the files of an account; links are not followed. */
public final class LocalAccountDisk implements AccountDisk {
  /** So that a great many empty files count, too; about what a file system keeps for each. */
  private static final long LEAST_OF_A_FILE = 512;

  private final LocalWorkFolders folders;

  public LocalAccountDisk(LocalWorkFolders folders) {
    this.folders = folders;
  }

  @Override
  public long bytesOf(AccountId account, List<Path> besides) {
    Sum sum = new Sum();
    try {
      Files.walkFileTree(folders.ofAccount(account), sum);
      Files.walkFileTree(folders.warehouseFiles(account), sum);
      for (Path other : besides) {
        Files.walkFileTree(other, sum);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return sum.hidden ? Long.MAX_VALUE : sum.bytes;
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;
    private boolean hidden;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      bytes += LEAST_OF_A_FILE;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += Math.max(LEAST_OF_A_FILE, attributes.size());
      return FileVisitResult.CONTINUE;
    }

    /** What is deleted meanwhile counts nothing. Anything else was closed to us, or nested so deep that it has no path. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      hidden = hidden || !isGone(failure);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
      hidden = hidden || failure != null && !isGone(failure);
      return FileVisitResult.CONTINUE;
    }

    private static boolean isGone(IOException failure) {
      return failure instanceof NoSuchFileException || failure instanceof NotDirectoryException;
    }
  }
}
