package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which shared environments are in use: {@code <root>/<name>/<lock>} is a link of a project to {@code <root>/shared/<owner>/<lock>}.
 * Making a link and taking away what has none exclude each other, and both are quick.
 */
final class EnvironmentLinks {
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
    return children(root).stream().filter(home -> !home.getFileName().toString().equals(STORES)).toList();
  }

  /** Deletes the environments that no project has a link to. */
  void collect() throws IOException {
    takeAway().forEach(Folders::delete);
  }

  private synchronized List<Path> takeAway() throws IOException {
    Set<Path> used = used();
    List<Path> gone = new ArrayList<>();
    for (Path store : children(root.resolve(STORES))) {
      for (Path entry : children(store)) {
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
    Files.move(entry, gone.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    return gone;
  }

  private Set<Path> used() throws IOException {
    List<Path> links = new ArrayList<>();
    for (Path home : homes()) {
      children(home).stream().filter(Files::isSymbolicLink).forEach(links::add);
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

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
