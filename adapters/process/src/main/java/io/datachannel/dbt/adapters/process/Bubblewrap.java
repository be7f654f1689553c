package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sandbox by bubblewrap: namespaces of its own for users, processes, mounts, IPC and names, no capabilities, and only those files. The network
 * is the machine's.
 */
public final class Bubblewrap implements Sandbox {
  private static final Duration TRIAL = Duration.ofSeconds(20);
  private static final String USER = "1000";
  /**
   * Between the service and bubblewrap, which would die with the service at once: dbt is told by the end of its input, and has some seconds to cancel
   * its queries. By then the sandbox dies with this shell, whatever runs in it. The input is handed on, since a shell gives none to what it does not wait for.
   */
  private static final String OUTLIVE = """
      while [ "$1" != -- ]; do echo $$ > "$1" || exit 125; shift; done
      shift
      exec 3<&0
      "$@" <&3 3<&- &
      child=$!
      exec <&- 3<&-
      lives() { read -r number name state rest 2>/dev/null </proc/$child/stat && [ "$state" != Z ]; }
      trap 'n=0; while [ $n -lt 8 ] && lives; do sleep 1; n=$((n+1)); done; kill -KILL $child 2>/dev/null' TERM
      wait $child
      """;

  private final Tools tools;
  private final HostFiles host;
  private final SandboxLimits limits;
  private final Optional<ProcessGroups> groups;

  /** What it takes besides bubblewrap: setpriv and prlimit are in util-linux, as setsid is. */
  private record Tools(Path bwrap, Path setpriv, Path prlimit) {}

  private Bubblewrap(Tools tools, HostFiles host, SandboxLimits limits) {
    this.tools = tools;
    this.host = host;
    this.limits = limits;
    this.groups = ProcessGroups.find(limits.processes());
  }

  /** Whether there is a sandbox. */
  public sealed interface Search {
    /** It was tried. */
    record Found(Sandbox sandbox) implements Search {}

    /** @param reason why processes cannot be confined on this machine, as the end of a sentence */
    record Missing(String reason) implements Search {}
  }

  /**
   * Looks for bubblewrap and tries it.
   *
   * @param folder the few files that stand for those of the machine are written here; one of the service's own
   */
  public static Search search(Programs programs, Path folder, SandboxLimits limits) {
    List<String> missing = Stream.of("bwrap", "setpriv", "prlimit").filter(name -> programs.find(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return new Search.Missing("there is no program " + String.join(" and no ", missing)
          + " on the PATH (Debian: apt-get install bubblewrap util-linux)");
    }
    if (HostFiles.isSeenByAll(folder)) {
      return new Search.Missing("the service's files lie in /usr, which is seen in every sandbox");
    }
    Tools tools = new Tools(programs.find("bwrap").orElseThrow(), programs.find("setpriv").orElseThrow(), programs.find("prlimit").orElseThrow());
    return tried(new Bubblewrap(tools, HostFiles.writtenTo(folder, USER), limits));
  }

  /** Whether the number of a sandbox's processes can be bounded for a service that is root; for others it is in any case. */
  public static boolean hasControlGroups() {
    return ProcessGroups.areAtHand();
  }

  private static Search tried(Bubblewrap sandbox) {
    Command command = new Command(List.of("/bin/sh", "-c", "test \"$$\" -lt 10 && ! test -e /etc/shadow"), Path.of("/"),
        Map.of("PATH", "/usr/bin:/bin"), new Confines(List.of(), List.of()));
    try (Processes processes = new Processes(Programs.ofService(), sandbox)) {
      return switch (processes.run(command, TRIAL)) {
        case Finish.Finished finished when finished.succeeded() -> new Search.Found(sandbox);
        case Finish.Finished finished -> new Search.Missing("bwrap fails here (user namespaces may be forbidden): " + firstLine(finished.output()));
        case Finish.TimedOut _ -> new Search.Missing("bwrap does not come to its end");
      };
    } catch (CannotStart failed) {
      return new Search.Missing(failed.getMessage());
    }
  }

  private static String firstLine(String output) {
    return output.lines().findFirst().orElse("it says nothing");
  }

  @Override
  public boolean confines() {
    return true;
  }

  @Override
  public Place around(List<String> argv, Path folder, Confines confines) {
    List<String> words = new ArrayList<>(List.of(tools.setpriv().toString(), "--pdeathsig", "TERM", "/bin/sh", "-c", OUTLIVE, "sh"));
    Optional<Path> group = groups.flatMap(ProcessGroups::next);
    group.ifPresent(file -> words.add(file.toString()));
    words.add("--");
    words.addAll(inside(argv, folder, confines));
    return new Place(words, () -> group.ifPresent(file -> groups.orElseThrow().end(file)));
  }

  private List<String> inside(List<String> argv, Path folder, Confines confines) {
    List<String> words = new ArrayList<>(List.of(tools.bwrap().toString(),
        "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--disable-userns",
        "--uid", USER, "--gid", USER, "--cap-drop", "ALL", "--die-with-parent", "--new-session"));
    words.addAll(host.words());
    words.addAll(List.of("--proc", "/proc"));
    words.addAll(HostFiles.overProc());
    words.addAll(List.of("--dev", "/dev", "--size", temporaryBytes(), "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
        "--size", temporaryBytes(), "--tmpfs", "/tmp"));
    words.addAll(binds(confines));
    // Else it could fill the memory that the root of the sandbox lies in.
    words.addAll(List.of("--remount-ro", "/", "--chdir", folder.toAbsolutePath().toString(), "--"));
    // Inside, since the system counts processes by the user of a namespace: outside they would be counted together with the service's.
    words.addAll(List.of(tools.prlimit().toString(), "--nproc=" + limits.processes(), "--fsize=" + limits.fileMegabytes() * 1024L * 1024,
        "--data=" + limits.memoryMegabytes() * 1024L * 1024, "--nofile=" + SandboxLimits.OPEN_FILES, "--core=0", "--"));
    words.addAll(argv);
    return words;
  }

  private String temporaryBytes() {
    return Long.toString(limits.temporaryMegabytes() * 1024L * 1024);
  }

  /** The outer ones first, since what is mounted later covers what is below it. What is not there is left out. */
  private List<String> binds(Confines confines) {
    List<Bind> binds = new ArrayList<>();
    Stream.concat(limits.readable().stream(), confines.readable().stream()).forEach(path -> binds.add(new Bind("--ro-bind-try", path)));
    confines.writable().forEach(path -> binds.add(new Bind("--bind-try", path)));
    binds.sort(Comparator.comparingInt(bind -> bind.path().getNameCount()));
    return binds.stream().flatMap(bind -> Stream.of(bind.option(), bind.path().toString(), bind.path().toString())).toList();
  }

  private record Bind(String option, Path path) {}
}
