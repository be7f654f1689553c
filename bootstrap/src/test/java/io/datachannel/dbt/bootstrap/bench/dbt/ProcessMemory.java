package io.datachannel.dbt.bootstrap.bench.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What processes take of the memory: PSS, which counts a page that n processes share as an n-th of it for each. */
final class ProcessMemory {
  private static final long KILOBYTES_IN_MEGABYTE = 1024;

  private ProcessMemory() {}

  /** Of a process and all below it that are of the kind, in megabytes. Those that end meanwhile count nothing. */
  static long megabytes(long pid, Predicate<ProcessHandle> kind) {
    return ProcessHandle.of(pid).stream().flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
        .filter(kind).mapToLong(handle -> kilobytes(handle.pid())).sum() / KILOBYTES_IN_MEGABYTE;
  }

  static boolean isPython(ProcessHandle handle) {
    return handle.info().command().map(command -> command.contains("python")).orElse(false);
  }

  static boolean isJava(ProcessHandle handle) {
    return handle.info().command().map(command -> command.endsWith("/java")).orElse(false);
  }

  private static long kilobytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      return lines.filter(line -> line.startsWith("Pss:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    } catch (IOException | java.io.UncheckedIOException gone) {
      return 0;
    }
  }
}
