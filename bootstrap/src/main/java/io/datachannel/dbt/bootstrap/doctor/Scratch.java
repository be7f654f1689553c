package io.datachannel.dbt.bootstrap.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what a check needs, which is gone when it is closed. */
record Scratch(Path folder) implements AutoCloseable {

  static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("dbt-doctor-"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      List<Path> innermostFirst = left.sorted(Comparator.reverseOrder()).toList();
      for (Path path : innermostFirst) {
        Files.delete(path);
      }
    }
  }
}
