package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process that runs users' code sees of the service's files, by the paths that they have outside. Programs and libraries of the machine are
 * there besides; nothing else is.
 *
 * @param readable files and folders that it cannot change
 * @param writable folders in which it may do what it likes; one may lie in a readable one
 */
public record Confines(List<Path> readable, List<Path> writable) {

  public Confines {
    readable = readable.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    writable = writable.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    Optional<Path> whole = Stream.concat(readable.stream(), writable.stream()).filter(path -> path.getNameCount() == 0).findFirst();
    if (whole.isPresent()) {
      throw new IllegalArgumentException("The whole machine is no confine.");
    }
  }

  /** What a program needs that does not lie in /usr, such as an interpreter: the folder above the one that it is in. */
  public static Confines ofProgram(Path program) {
    try {
      Path real = program.toRealPath();
      boolean inside = real.startsWith("/usr") || real.getNameCount() < 3;
      return new Confines(inside ? List.of() : List.of(real.getParent().getParent()), List.of());
    } catch (IOException missing) {
      return new Confines(List.of(), List.of());
    }
  }

  /** These and others. */
  public Confines with(Confines others) {
    return new Confines(
        Stream.concat(readable.stream(), others.readable().stream()).toList(),
        Stream.concat(writable.stream(), others.writable().stream()).toList());
  }
}
