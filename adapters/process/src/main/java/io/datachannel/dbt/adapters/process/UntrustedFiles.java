package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files in folders that users' code can change at any time, as long as anything of its account runs. No link in them is followed, also not one that takes
 * a folder's place meanwhile: each folder is opened from the one above it, and stays the one that was opened. Where the system offers no such
 * thing, links are looked for beforehand.
 */
public final class UntrustedFiles {
  private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
  /** Each open folder takes one of the service's file handles. */
  private static final int DEEPEST = 256;

  private UntrustedFiles() {}

  private interface Work<T> {
    T in(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  /**
   * Opens a plain file.
   *
   * @param folders how many of the folders that it lies in users' code could have put there: these and the file are no links
   * @throws IOException also when it is something else than a file, or one that its owner may not write to
   */
  public static InputStream read(Path file, int folders) throws IOException {
    return below(file, folders, (folder, name) -> {
      checkPlain(folder, name);
      return open(folder, name);
    }, () -> {
      checkPlain(file);
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    });
  }

  /**
   * A pipe that took the file's place just now. Opened for both ways, it is not waited for (fifo(7)), and what is open tells by its position that it is one:
   * lseek(2) finds none.
   */
  static InputStream open(SecureDirectoryStream<Path> folder, Path name) throws IOException {
    SeekableByteChannel channel = folder.newByteChannel(name, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    try {
      channel.position();
      return Channels.newInputStream(channel);
    } catch (IOException pipe) {
      channel.close();
      throw pipe;
    }
  }

  /**
   * Moves a plain file on one disk.
   *
   * @param folders as for {@link #read}
   * @param target  where only the service writes
   * @throws java.nio.file.AtomicMoveNotSupportedException when it lies on another disk
   */
  public static void move(Path file, int folders, Path target) throws IOException {
    below(file, folders, (folder, name) -> {
      checkPlain(folder, name);
      try (DirectoryStream<Path> to = Files.newDirectoryStream(target.toAbsolutePath().getParent())) {
        if (!(to instanceof SecureDirectoryStream<Path> secure)) {
          throw new IOException("the target is on another kind of file system");
        }
        folder.move(name, secure, target.getFileName());
      }
      return target;
    }, () -> {
      checkPlain(file);
      return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    });
  }

  /** Gives a plain file another name beside it, in the place of what has that name. @param folders as for {@link #read} */
  public static void rename(Path file, int folders, String name) throws IOException {
    below(file, folders, (folder, old) -> {
      checkPlain(folder, old);
      folder.move(old, folder, Path.of(name));
      return file;
    }, () -> {
      checkPlain(file);
      return Files.move(file, file.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
    });
  }

  /**
   * Deletes a folder with all it holds, also what was made read-only. One that is not there is fine.
   *
   * @throws IOException the first of what could not be deleted; the rest is gone
   */
  public static void delete(Path tree) throws IOException {
    below(tree, 0, (folder, name) -> {
      delete(folder, name, tree, 0);
      return tree;
    }, () -> {
      deletePlainly(tree);
      return tree;
    });
  }

  private interface Fallback<T> {
    T get() throws IOException;
  }

  /** The folder in which the last name of a path lies. */
  private static <T> T below(Path path, int folders, Work<T> work, Fallback<T> insecure) throws IOException {
    Path absolute = path.toAbsolutePath();
    int names = absolute.getNameCount();
    int first = Math.max(0, names - 1 - folders);
    Path trusted = first == 0 ? absolute.getRoot() : absolute.getRoot().resolve(absolute.subpath(0, first));
    try (DirectoryStream<Path> opened = Files.newDirectoryStream(trusted)) {
      if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
        return insecure.get();
      }
      return descend(secure, absolute.subpath(first, names), work);
    } catch (NoSuchFileException gone) {
      throw new NoSuchFileException(path.toString());
    }
  }

  private static <T> T descend(SecureDirectoryStream<Path> folder, Path rest, Work<T> work) throws IOException {
    if (rest.getNameCount() == 1) {
      return work.in(folder, rest);
    }
    try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(rest.getName(0), LinkOption.NOFOLLOW_LINKS)) {
      return descend(next, rest.subpath(1, rest.getNameCount()), work);
    }
  }

  private static void checkPlain(SecureDirectoryStream<Path> folder, Path name) throws IOException {
    checkPlain(name, attributes(folder, name));
  }

  private static void checkPlain(Path file) throws IOException {
    checkPlain(file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  /** A pipe would be waited for, a link lead elsewhere. */
  private static void checkPlain(Path name, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(name.toString(), null, "it is not a plain file");
    }
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
    return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
  }

  private static void delete(SecureDirectoryStream<Path> parent, Path name, Path path, int depth) throws IOException {
    try {
      if (!attributes(parent, name).isDirectory()) {
        parent.deleteFile(name);
        return;
      }
      deleteInside(parent, name, path, depth);
      parent.deleteDirectory(name);
    } catch (NoSuchFileException gone) {
      // That was what was wanted.
    }
  }

  private static void deleteInside(SecureDirectoryStream<Path> parent, Path name, Path path, int depth) throws IOException {
    if (depth == DEEPEST) {
      throw new FileSystemException(name.toString(), null, "it lies in too many folders");
    }
    IOException failure = null;
    try (SecureDirectoryStream<Path> folder = opened(parent, name, path)) {
      folder.getFileAttributeView(PosixFileAttributeView.class).setPermissions(OWNER);
      for (Path each : folder) {
        Path inside = each.getFileName();
        try {
          delete(folder, inside, path.resolve(inside), depth + 1);
        } catch (IOException failed) {
          failure = failure == null ? failed : failure;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** One that even its owner may not look into is opened to him first, by its path: a link there could only take others' rights away. */
  private static SecureDirectoryStream<Path> opened(SecureDirectoryStream<Path> parent, Path name, Path path) throws IOException {
    try {
      return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    } catch (AccessDeniedException shut) {
      Files.setPosixFilePermissions(path, OWNER);
      return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static void deletePlainly(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(path, OWNER);
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
        for (Path each : inside) {
          deletePlainly(each);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
