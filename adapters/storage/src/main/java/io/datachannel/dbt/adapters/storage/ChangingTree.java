package io.datachannel.dbt.adapters.storage;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.BiConsumer;

/** A folder from which others take files while it is walked through: what went away meanwhile is passed over. No link is followed. */
final class ChangingTree extends SimpleFileVisitor<Path> {
  private final BiConsumer<Path, BasicFileAttributes> found;

  private ChangingTree(BiConsumer<Path, BasicFileAttributes> found) {
    this.found = found;
  }

  /** @param found told of each file, and of each folder that is as deep as is looked; nothing is told of a folder that is not there */
  static void walk(Path root, int depth, BiConsumer<Path, BasicFileAttributes> found) throws IOException {
    Files.walkFileTree(root, Set.<FileVisitOption>of(), depth, new ChangingTree(found));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
    found.accept(file, facts);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
    return passOver(failed);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
    return failed == null ? FileVisitResult.CONTINUE : passOver(failed);
  }

  private static FileVisitResult passOver(IOException failed) throws IOException {
    if (failed instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failed;
  }
}
