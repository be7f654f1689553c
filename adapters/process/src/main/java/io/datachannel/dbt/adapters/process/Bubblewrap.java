package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sandbox by bubblewrap: namespaces of its own for users, processes, mounts, IPC and names, no capabilities, only those files, and a network of its own
 * where that can be had.
 */
public final class Bubblewrap implements Sandbox {
  private static final Duration TRIAL = Duration.ofSeconds(20);
  private static final String USER = "1000";
  /** The open file that the filter of system calls is read from. */
  private static final String FILTER = "9";
  /**
   * Between the service and bubblewrap, which would die with the service at once: dbt is told by the end of its input, and has some seconds to cancel
   * its queries. By then the sandbox dies with this shell, whatever runs in it. The input is handed on, since a shell gives none to what it does not wait for.
   */
  private static final String OUTLIVE = """
      exec 9<"$1"
      shift
      while [ "$1" != -- ]; do echo $$ > "$1" || exit 125; shift; done
      shift
      exec 3<&0
      "$@" <&3 3<&- &
      child=$!
      exec <&- 3<&- 9<&-
      lives() { read -r number name state rest 2>/dev/null </proc/$child/stat && [ "$state" != Z ]; }
      trap 'n=0; while [ $n -lt 8 ] && lives; do sleep 1; n=$((n+1)); done; kill -KILL $child 2>/dev/null' TERM
      wait $child
      """;

  private final Tools tools;
  private final HostFiles host;
  private final SandboxLimits limits;
  private final Optional<ControlGroups> groups;

  /** What it takes besides bubblewrap: setpriv and prlimit are in util-linux, as setsid is. */
  private record Tools(Path bwrap, Path setpriv, Path prlimit) {}

  private final Optional<OwnNetworks> networks;

  private Bubblewrap(Tools tools, HostFiles host, SandboxLimits limits, Optional<OwnNetworks> networks) {
    this.tools = tools;
    this.host = host;
    this.limits = limits;
    this.networks = networks;
    this.groups = ControlGroups.find(limits);
  }

  /** Whether there is a sandbox. */
  public sealed interface Search {
    /**
     * It was tried.
     *
     * @param sharesNetwork why its network is that of the machine, as the end of a sentence; empty when it has its own
     */
    record Found(Sandbox sandbox, Optional<String> sharesNetwork) implements Search {}

    /** @param reason why processes cannot be confined on this machine, as the end of a sentence */
    record Missing(String reason) implements Search {}
  }

  /**
   * Looks for bubblewrap and tries it.
   *
   * @param folder the few files that stand for those of the machine are written here; one of the service's own
   */
  public static Search search(Programs programs, Path folder, SandboxLimits limits, SandboxNetwork network) {
    List<String> missing = Stream.of("bwrap", "setpriv", "prlimit").filter(name -> programs.find(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return new Search.Missing("there is no program " + String.join(" and no ", missing)
          + " on the PATH (Debian: apt-get install bubblewrap util-linux)");
    }
    if (HostFiles.isSeenByAll(folder)) {
      return new Search.Missing("the service's files lie in /usr, which is seen in every sandbox");
    }
    Tools tools = new Tools(real(programs, "bwrap"), real(programs, "setpriv"), real(programs, "prlimit"));
    return switch (network.kind()) {
      case SHARED -> tried(new Bubblewrap(tools, HostFiles.writtenTo(folder, USER, Optional.empty()), limits, Optional.empty()), Optional.of("that was asked for"));
      case OWN, AUTO -> switch (OwnNetworks.search(programs, folder, network.localPorts())) {
        case OwnNetworks.Search.Found(OwnNetworks networks) ->
            tried(new Bubblewrap(tools, HostFiles.writtenTo(folder, USER, Optional.of(OwnNetwork.NAMESERVER)), limits, Optional.of(networks)), Optional.empty());
        case OwnNetworks.Search.Missing(String reason) when network.kind() == SandboxNetwork.Kind.OWN ->
            new Search.Missing("it can have no network of its own (--sandbox.network own), since " + reason);
        case OwnNetworks.Search.Missing(String reason) ->
            tried(new Bubblewrap(tools, HostFiles.writtenTo(folder, USER, Optional.empty()), limits, Optional.empty()), Optional.of(reason));
      };
    };
  }

  /** Whether the processes and the memory of a sandbox can be bounded in all; each process of it is in any case. */
  public static boolean hasControlGroups(SandboxLimits limits) {
    return ControlGroups.find(limits).isPresent();
  }

  /** What a link leads through may not be there inside. */
  private static Path real(Programs programs, String name) {
    Path found = programs.find(name).orElseThrow();
    try {
      return found.toRealPath();
    } catch (IOException gone) {
      return found;
    }
  }

  private static Search tried(Bubblewrap sandbox, Optional<String> sharesNetwork) {
    Optional<String> reason = failureOf(sandbox);
    if (reason.isEmpty()) {
      return new Search.Found(sandbox, sharesNetwork);
    }
    sandbox.close();
    return new Search.Missing(reason.get());
  }

  private static Optional<String> failureOf(Bubblewrap sandbox) {
    Command command = new Command(List.of("/bin/sh", "-c", "test \"$$\" -lt 10 && ! test -e /etc/shadow"), Path.of("/"),
        Map.of("PATH", "/usr/bin:/bin"), new Confines(List.of(), List.of()));
    try (Processes processes = new Processes(Programs.ofService(), sandbox)) {
      return switch (processes.run(command, TRIAL)) {
        case Finish.Finished finished when finished.succeeded() -> Optional.empty();
        case Finish.Finished finished -> Optional.of("bwrap fails here (user namespaces may be forbidden): " + firstLine(finished.output()));
        case Finish.TimedOut _ -> Optional.of("bwrap does not come to its end");
      };
    } catch (CannotStart failed) {
      return Optional.of(failed.getMessage());
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
    Optional<OwnNetwork> network = networks.map(OwnNetworks::take);
    List<Path> members = groups.map(ControlGroups::next).orElse(List.of());
    List<String> words = new ArrayList<>(List.of(tools.setpriv().toString(), "--pdeathsig", "TERM", "/bin/sh", "-c", OUTLIVE, "sh"));
    words.add(host.systemCalls().map(Path::toString).orElse("/dev/null"));
    members.forEach(file -> words.add(file.toString()));
    words.add("--");
    network.ifPresent(own -> words.addAll(own.words()));
    words.addAll(inside(argv, folder, confines));
    return new Place(words, () -> {
      groups.ifPresent(all -> all.end(members));
      // No one waits for it: its processes are killed one by one.
      network.ifPresent(own -> Thread.ofVirtual().name("sandbox-network").start(own::close));
    });
  }

  @Override
  public void close() {
    networks.ifPresent(OwnNetworks::close);
  }

  private List<String> inside(List<String> argv, Path folder, Confines confines) {
    List<String> words = new ArrayList<>(List.of(tools.bwrap().toString(),
        "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try", "--disable-userns",
        "--uid", USER, "--gid", USER, "--cap-drop", "ALL", "--die-with-parent", "--new-session"));
    host.systemCalls().ifPresent(_ -> words.addAll(List.of("--seccomp", FILTER)));
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
