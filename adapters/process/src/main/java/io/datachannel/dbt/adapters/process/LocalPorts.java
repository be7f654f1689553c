package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hands ports of the machine on to a network that is not the machine's, by a Python script beside it. */
record LocalPorts(Path python, Path script, List<Integer> numbers) {
  private static final String SCRIPT = "local_ports.py";

  /** @param folder the script is written here */
  static LocalPorts of(List<Integer> numbers, Path python, Path folder) {
    try (InputStream script = LocalPorts.class.getResourceAsStream(SCRIPT)) {
      Path file = Files.createDirectories(folder.toAbsolutePath()).resolve(SCRIPT);
      Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
      return new LocalPorts(python, file, numbers);
    } catch (IOException disk) {
      throw new UncheckedIOException("The files of the sandbox could not be written to " + folder + ".", disk);
    }
  }

  boolean any() {
    return !numbers.isEmpty();
  }

  /** @param enter what starts a program in that network */
  List<String> words(List<String> enter) {
    String ports = numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    return Stream.concat(Stream.of(python.toString(), "-I", script.toString(), ports), enter.stream()).toList();
  }
}
