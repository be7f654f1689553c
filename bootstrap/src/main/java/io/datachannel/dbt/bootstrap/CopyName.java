package io.datachannel.dbt.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Names this copy of the service for people; two copies on one machine differ by their process. */
final class CopyName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private CopyName() {}

  static String text() {
    return text(System.getenv(), KERNEL, ProcessHandle.current().pid());
  }

  /** @param kernel the file that holds the name of the machine: shells know HOSTNAME and often hand it to no one, and a look-up may hang */
  static String text(Map<String, String> environment, Path kernel, long process) {
    return Optional.ofNullable(environment.get("HOSTNAME")).filter(name -> !name.isBlank()).or(() -> read(kernel)).orElse("service") + "/" + process;
  }

  private static Optional<String> read(Path kernel) {
    try {
      return Optional.of(Files.readString(kernel).strip()).filter(name -> !name.isEmpty());
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
