package io.datachannel.dbt.bootstrap.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a figure was measured on. */
final class Machine {
  private static final long GIGABYTE = 1_000_000_000L;

  private Machine() {}

  static String inWords() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return "%d processors, %d GB of memory, heap of at most %d MB, %s %s, Java %s; load %.1f".formatted(
        Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize() / GIGABYTE, Runtime.getRuntime().maxMemory() / 1_000_000,
        System.getProperty("os.name"), System.getProperty("os.arch"), Runtime.version(), system.getSystemLoadAverage());
  }
}
