package io.datachannel.dbt.adapters.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process holds in memory, its part of shared pages counted (PSS). */
final class ServerMemory {
  private static final Pattern PSS = Pattern.compile("^Pss:\\s+(\\d+) kB$", Pattern.MULTILINE);

  private ServerMemory() {}

  /** 0 for a process that is gone. */
  static long bytesOf(long pid) {
    try {
      Matcher found = PSS.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
      return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
