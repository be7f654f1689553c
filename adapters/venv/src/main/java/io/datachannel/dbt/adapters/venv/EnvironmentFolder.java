package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * One environment on the disk. Only complete ones bear their fingerprint as name; the file {@code current} names the one used last.
 *
 * @param home        the folder of all environments of a name
 * @param fingerprint the one in question
 */
record EnvironmentFolder(Path home, String fingerprint) {
  private static final String BUILDING = ".building-";
  private static final String CURRENT = "current";

  Path folder() {
    return home.resolve(fingerprint);
  }

  Path python() {
    return folder().resolve("bin").resolve("python");
  }

  /** Its interpreter may have been removed from the machine since. */
  boolean isComplete() {
    return Files.isExecutable(python());
  }

  /** What a crash left behind of earlier ones is deleted. */
  Path emptyBuildingFolder() throws IOException {
    Files.createDirectories(home);
    children().stream().filter(child -> nameOf(child).startsWith(BUILDING)).forEach(Folders::delete);
    return home.resolve(BUILDING + fingerprint);
  }

  void accept(Path built) throws IOException {
    Folders.delete(folder());
    Files.move(built, folder(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes it the current one. The one before stays, since runs may still use it; older ones go. */
  void switchTo() throws IOException {
    String before = current();
    if (before.equals(fingerprint)) {
      return;
    }
    Path fresh = home.resolve(CURRENT + ".new");
    Files.writeString(fresh, fingerprint);
    Files.move(fresh, home.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    children().stream()
        .filter(Files::isDirectory)
        .filter(child -> !nameOf(child).equals(fingerprint) && !nameOf(child).equals(before))
        .forEach(Folders::delete);
  }

  private String current() throws IOException {
    try {
      return Files.readString(home.resolve(CURRENT)).strip();
    } catch (NoSuchFileException first) {
      return "";
    }
  }

  private List<Path> children() throws IOException {
    try (Stream<Path> children = Files.list(home)) {
      return children.toList();
    }
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }
}
