package io.datachannel.dbt.adapters.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many processes the system has killed since it started because memory was used up, the machine's or that of a control group.
 *
 * @param counters of the Linux kernel's virtual memory, /proc/vmstat
 */
record MemoryKills(Path counters) {
  static final MemoryKills OF_THE_SYSTEM = new MemoryKills(Path.of("/proc/vmstat"));
  private static final String NAME = "oom_kill ";

  /** 0 where the system does not tell. */
  long soFar() {
    try {
      return Files.readAllLines(counters).stream().filter(line -> line.startsWith(NAME)).findFirst()
          .map(line -> Long.parseLong(line.substring(NAME.length()).strip())).orElse(0L);
    } catch (IOException | NumberFormatException untold) {
      return 0;
    }
  }

  boolean killedSomeSince(long before) {
    return soFar() > before;
  }
}
