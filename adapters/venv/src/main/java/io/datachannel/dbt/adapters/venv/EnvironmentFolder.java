package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * One environment of a project: a link to the one that the projects of its owner share. The file {@code current} says what was asked for last, and
 * names the environment.
 *
 * @param home   the folder of all environments of a name
 * @param shared what is linked to
 */
record EnvironmentFolder(Path home, SharedEnvironment shared) {
  private static final String CURRENT = "current";

  /** From then on it is not deleted, whether it is there already or is yet to be built. */
  void link() throws IOException {
    Path link = home.resolve(shared.lock());
    if (!Files.isSymbolicLink(link)) {
      Files.createDirectories(home);
      Folders.delete(link);
      Files.createSymbolicLink(link, home.relativize(shared.folder()));
    }
  }

  /** Makes it the current one of what is asked for. The one before stays, since runs may still use it; older ones go. @return whether any may be unused now */
  boolean switchTo(String fingerprint) throws IOException {
    Optional<Current> before = currentIn(home);
    Current now = new Current(fingerprint, shared.lock());
    if (before.equals(Optional.of(now))) {
      return false;
    }
    Path fresh = home.resolve(CURRENT + ".new");
    Files.writeString(fresh, now.fingerprint() + " " + now.lock());
    Files.move(fresh, home.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    if (before.map(Current::lock).equals(Optional.of(now.lock()))) {
      return false;
    }
    Folders.children(home).stream()
        .filter(child -> Files.isSymbolicLink(child) || Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
        .filter(child -> !nameOf(child).equals(now.lock()) && !nameOf(child).equals(before.map(Current::lock).orElse("")))
        .forEach(Folders::delete);
    return true;
  }

  /** Empty before the first, and where an older service wrote it. */
  static Optional<Current> currentIn(Path home) throws IOException {
    try {
      String[] words = Files.readString(home.resolve(CURRENT)).strip().split(" ");
      return words.length == 2 ? Optional.of(new Current(words[0], words[1])) : Optional.empty();
    } catch (NoSuchFileException first) {
      return Optional.empty();
    }
  }

  /** @param lock the digest */
  record Current(String fingerprint, String lock) {}

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }
}
