package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An environment that the projects of one owner share. Only complete ones bear the digest of their lock as name.
 *
 * @param store the folder of all environments of the owner
 * @param lock  the digest of the one in question
 */
record SharedEnvironment(Path store, String lock) {
  private static final String BUILDING = ".building-";

  Path folder() {
    return store.resolve(lock);
  }

  Path python() {
    return folder().resolve("bin").resolve("python");
  }

  /** Its interpreter may have been removed from the machine since. */
  boolean isComplete() {
    return Files.isExecutable(python());
  }

  /** What a crash left behind is deleted. */
  Path emptyBuildingFolder() throws IOException {
    Files.createDirectories(store);
    Path building = store.resolve(BUILDING + lock);
    Folders.delete(building);
    return building;
  }

  void accept(Path built) throws IOException {
    Folders.delete(folder());
    Files.move(built, folder(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Also one that is being built is what its lock says. */
  static String lockOf(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith(BUILDING) ? name.substring(BUILDING.length()) : name;
  }
}
