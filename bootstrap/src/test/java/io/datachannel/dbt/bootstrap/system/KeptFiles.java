package io.datachannel.dbt.bootstrap.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What lies on the disk. */
final class KeptFiles {
  private KeptFiles() {}

  /**
   * The files below a folder, the database's own among them, that hold one of the texts. Empty ones are never opened: lock files are among
   * them, and a process that closes such a file gives up its lock on it (fcntl(2)), even where the service in this JVM holds it.
   */
  static List<Path> holding(Path folder, String... texts) {
    return LiveFolder.below(folder).stream().filter(Files::isRegularFile)
        .filter(file -> !file.toString().contains("/environments/") && !file.toString().contains("/uv"))
        .filter(file -> file.toFile().length() > 0 && holds(file, texts)).toList();
  }

  private static boolean holds(Path file, String... texts) {
    try {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return Arrays.stream(texts).anyMatch(content::contains);
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }
}
