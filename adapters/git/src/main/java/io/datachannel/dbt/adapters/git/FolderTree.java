package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whole folders of a checkout. Links are never followed. */
final class FolderTree {
  private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(OWNER);
  private static final Set<PosixFilePermission> WRITES =
      EnumSet.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private FolderTree() {}

  /** Mode 0700, with those above it that are missing. */
  static Path made(Path folder) throws IOException {
    return Files.createDirectories(folder, OWNER_ONLY);
  }

  /** Takes every bit away that lets someone write. */
  static void seal(Path root) throws IOException {
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isSymbolicLink()) {
          withoutWrites(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
        withoutWrites(folder);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  private static void withoutWrites(Path path) throws IOException {
    Set<PosixFilePermission> left =
        EnumSet.copyOf(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS).permissions());
    if (left.removeAll(WRITES)) {
      Files.setPosixFilePermissions(path, left);
    }
  }

  /**
   * The files of one folder in another, as hard links, in folders that can be written to.
   *
   * @param copied relative paths of what may be written to, and is a copy therefore
   */
  static void link(Path from, Path to, List<String> copied) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        made(to.resolve(from.relativize(folder)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path relative = from.relativize(file);
        Path target = to.resolve(relative);
        if (copied.stream().anyMatch(relative::startsWith)) {
          Files.copy(file, target);
          Files.setPosixFilePermissions(target, OWNER);
        } else {
          Files.createLink(target, file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }

  /** Whether there is a symbolic link at the path or below it. */
  static boolean hasLinks(Path path) throws IOException {
    try (var below = Files.walk(path)) {
      return below.anyMatch(Files::isSymbolicLink);
    }
  }

  /** Also what was made read-only, or closed to everyone, by the code that ran in it; one that is not there is fine. */
  static void delete(Path root) throws IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      UntrustedFiles.delete(root);
    }
  }
}
