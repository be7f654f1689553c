package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program of a test: puts a process that heeds nothing into the sandbox, says so, and waits to be killed. */
final class DeafInSandbox {
  private DeafInSandbox() {}

  /** @param words a folder, and for how many seconds the process sleeps, by which it is known */
  public static void main(String[] words) {
    Bubblewrap.Search search = Bubblewrap.search(Programs.ofService(), Path.of(words[0]), new SandboxLimits(50, 100, 10, 10, List.of()),
        new SandboxNetwork(SandboxNetwork.Kind.OWN, List.of()));
    try (Processes processes = new Processes(Programs.ofService(), ((Bubblewrap.Search.Found) search).sandbox());
        RunningProcess deaf = processes.start(new Command(
            List.of("/bin/sh", "-c", "trap '' INT TERM HUP; (setsid sleep " + words[1] + " &); echo deaf; while :; do sleep " + words[1] + "; done"),
            Path.of("/tmp"), Map.of("PATH", "/usr/bin:/bin"), new Confines(List.of(), List.of())), line -> System.out.println(line.text()))) {
      deaf.await(Duration.ofMinutes(5));
    }
  }
}
