package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * One environment of a project: a link to the one that the projects of its owner share. The file {@code current} names the one used last.
 *
 * @param home   the folder of all environments of a name
 * @param shared what is linked to
 */
record EnvironmentFolder(Path home, SharedEnvironment shared) {
  private static final String CURRENT = "current";

  /** From then on it is not deleted, whether it is there already or is yet to be built. */
  void link() throws IOException {
    Path link = home.resolve(shared.fingerprint());
    if (!Files.isSymbolicLink(link)) {
      Files.createDirectories(home);
      Folders.delete(link);
      Files.createSymbolicLink(link, home.relativize(shared.folder()));
    }
  }

  /** Makes it the current one. The one before stays, since runs may still use it; older ones go. @return whether any may be unused now */
  boolean switchTo() throws IOException {
    String before = current();
    if (before.equals(shared.fingerprint())) {
      return false;
    }
    Path fresh = home.resolve(CURRENT + ".new");
    Files.writeString(fresh, shared.fingerprint());
    Files.move(fresh, home.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    children().stream()
        .filter(child -> Files.isSymbolicLink(child) || Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
        .filter(child -> !nameOf(child).equals(shared.fingerprint()) && !nameOf(child).equals(before))
        .forEach(Folders::delete);
    return true;
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
