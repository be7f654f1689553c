package io.datachannel.dbt.adapters.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system tells of the processes below this one. */
final class TestProcesses {
  private TestProcesses() {}

  /** Processes of runs that work in a folder; what keeps a parse of it is none. */
  static long runsIn(Path folder) {
    return ProcessHandle.current().descendants()
        .filter(process -> folder(process).equals(folder.toString()) && text(process, "oom_score_adj").equals("500")).count();
  }

  /** The servers of environments. */
  static Stream<ProcessHandle> servers(Path folder) {
    return ProcessHandle.current().descendants().filter(process -> isServer(process, folder))
        .filter(process -> process.parent().filter(parent -> isServer(parent, folder)).isEmpty());
  }

  private static boolean isServer(ProcessHandle process, Path folder) {
    String line = text(process, "cmdline");
    return line.startsWith(RealDbt.PYTHON.toString()) && line.contains(folder + "/sockets");
  }

  private static String folder(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file)).strip();
    } catch (IOException gone) {
      return "";
    }
  }
}
