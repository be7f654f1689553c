package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The processes of a sandbox have other numbers inside than outside; the system tells both. */
final class InnerProcesses {
  private static final String PROCESSES = "NSpid:";
  private static final String GROUPS = "NSpgid:";

  private InnerProcesses() {}

  /** @return empty when there is none any more */
  static OptionalLong processOutside(ProcessHandle around, long inside) {
    return outside(around, PROCESSES, inside);
  }

  /** Also of a group whose first process has ended. */
  static OptionalLong groupOutside(ProcessHandle around, long inside) {
    return outside(around, GROUPS, inside);
  }

  private static OptionalLong outside(ProcessHandle around, String what, long inside) {
    return around.descendants().flatMap(process -> numbers(process, what).stream())
        .filter(numbers -> numbers.length > 1 && numbers[numbers.length - 1].equals(Long.toString(inside)))
        .mapToLong(numbers -> Long.parseLong(numbers[0])).findFirst();
  }

  /** From the namespace of the service to the innermost. */
  private static Optional<String[]> numbers(ProcessHandle process, String what) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines.filter(line -> line.startsWith(what)).map(line -> line.substring(what.length()).strip().split("\\s+")).findFirst();
    } catch (IOException | UncheckedIOException gone) {
      return Optional.empty();
    }
  }
}
