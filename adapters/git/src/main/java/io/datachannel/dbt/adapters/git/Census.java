package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a folder looked like: names, sizes and times of all that is in it, and no content, so that it costs milliseconds. It finds what
 * was changed by chance, not what someone takes pains to hide.
 *
 * @param digest  the sum of a number for each entry; whatever order a file system lists them in, it is the same
 * @param folders when each folder last had an entry added or taken away; its path is relative
 */
record Census(long digest, long bytes, Map<Path, FileTime> folders) {

  static Census of(Path root) throws IOException {
    Counting counting = new Counting(root);
    Files.walkFileTree(root, counting);
    return new Census(counting.digest, counting.bytes, Map.copyOf(counting.folders));
  }

  /** Whether nothing was added or taken away since; cheaper than another census, and blind to changed content. */
  boolean hasSameEntries(Path root) {
    return changedFolders(root).findAny().isEmpty();
  }

  /** Those in which something was added or taken away since. */
  Stream<Path> changedFolders(Path root) {
    return folders.entrySet().stream().filter(folder -> {
      try {
        return !Files.getLastModifiedTime(root.resolve(folder.getKey()), LinkOption.NOFOLLOW_LINKS).equals(folder.getValue());
      } catch (IOException gone) {
        return true;
      }
    }).map(Map.Entry::getKey);
  }

  private static final class Counting extends SimpleFileVisitor<Path> {
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private final Map<Path, FileTime> folders = new LinkedHashMap<>();
    private final Path root;
    private final int prefix;
    private long digest;
    private long bytes;

    Counting(Path root) {
      this.root = root;
      this.prefix = root.toString().length();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      folders.put(root.relativize(folder), attributes.lastModifiedTime());
      count(folder, attributes, 0);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      count(file, attributes, attributes.size());
      return FileVisitResult.CONTINUE;
    }

    private void count(Path path, BasicFileAttributes attributes, long size) {
      long number = 1;
      String name = path.toString();
      for (int i = prefix; i < name.length(); i++) {
        number = number * 31 + name.charAt(i);
      }
      number = mixed(number) + size;
      digest += mixed(mixed(number) + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    private static long mixed(long number) {
      long mixed = number * MIXER;
      return mixed ^ mixed >>> 32;
    }
  }
}
