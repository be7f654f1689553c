package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which shared environments are in use: {@code <root>/<name>/<lock>} is a link of a project to {@code <root>/shared/<owner>/<lock>}.
 * Making a link and taking away what has none exclude each other, and both are quick.
 */
final class EnvironmentLinks {
  private static final Logger LOG = System.getLogger(EnvironmentLinks.class.getName());
  private static final String STORES = "shared";
  private static final String GONE = ".gone-";

  private final Path root;

  EnvironmentLinks(Path root) {
    this.root = root;
  }

  EnvironmentFolder folder(String owner, String name, String lock) {
    return new EnvironmentFolder(home(name), new SharedEnvironment(root.resolve(STORES).resolve(owner), lock));
  }

  /** The folder of a name. */
  Path home(String name) {
    return root.resolve(name);
  }

  synchronized void link(EnvironmentFolder folder) throws IOException {
    folder.link();
  }

  /** The folders of names. */
  List<Path> homes() throws IOException {
    return Folders.children(root).stream().filter(home -> !home.getFileName().toString().equals(STORES)).toList();
  }

  /** Deletes the environments that no project has a link to. What cannot be deleted is left to the next time, whosoever's it is. */
  void collect() throws IOException {
    for (Path gone : takeAway()) {
      try {
        Folders.delete(gone);
      } catch (UncheckedIOException disk) {
        LOG.log(Level.WARNING, "An environment that no one uses any more is left in {0}: {1}", gone, disk.getCause().toString());
      }
    }
  }

  private synchronized List<Path> takeAway() throws IOException {
    Set<Path> used = used();
    List<Path> gone = new ArrayList<>();
    for (Path store : Folders.children(root.resolve(STORES))) {
      for (Path entry : Folders.children(store)) {
        if (!used.contains(store.resolve(SharedEnvironment.lockOf(entry)))) {
          gone.add(moved(entry));
        }
      }
    }
    return gone;
  }

  /** Deleting takes a while; elsewhere it is used no more. */
  private static Path moved(Path entry) throws IOException {
    if (entry.getFileName().toString().startsWith(GONE)) {
      return entry;
    }
    Path gone = Files.createTempDirectory(entry.getParent(), GONE);
    try {
      Files.move(entry, gone.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException renamed) {
      // A build that had no link any more came to its end; what it made has its turn next time.
    }
    return gone;
  }

  private Set<Path> used() throws IOException {
    List<Path> links = new ArrayList<>();
    for (Path home : homes()) {
      Folders.children(home).stream().filter(Files::isSymbolicLink).forEach(links::add);
    }
    return links.stream().map(EnvironmentLinks::target).collect(Collectors.toSet());
  }

  private static Path target(Path link) {
    try {
      return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    } catch (IOException gone) {
      return link;
    }
  }
}
