package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A network for one sandbox: slirp4netns carries what leaves it to the machine's network, from outside. The networks that are kept from it have no
 * route there; who asks for a device instead of a route finds no one who answers there, but slirp4netns.
 */
final class OwnNetwork implements AutoCloseable {
  /** Of no one (RFC 2544), so that no warehouse has an address in it. */
  private static final String ADDRESSES = "198.18.254.0/24";
  /** Hands questions on to the name server of the machine, which may be on its loopback; no other port. */
  static final String NAMESERVER = "198.18.254.3";
  /** Long, since a service that finds none at its start is on the machine's network from then on; what fails is seen at once. */
  private static final long LONGEST_START_MILLIS = 60_000;
  private static final long LOOK_MILLIS = 100;
  private static final int MOST_LINES = 100;
  private static final String READY = "ready";

  /** Keeps the network as long as the service has its input open. The same address may be given twice. */
  private static final String HOLD = """
      ip=$1; shift
      echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6 2>/dev/null
      for network; do echo "route replace unreachable $network"; done | "$ip" -batch - || exit 1
      echo "ready $$"
      exec cat >/dev/null
      """;
  /** Ends some seconds behind the service, so that dbt can still cancel its queries; with slirp4netns, at once. */
  private static final String CARRY = """
      { cat >/dev/null; sleep 10; } |
      { "$@" 3>&1 >&2; kill -KILL $$; } | { [ "$(head -c 1)" = 1 ] && echo ready; cat >/dev/null; }
      """;

  /** What it takes. */
  record Tools(Path slirp, Path unshare, Path nsenter, Path ip) {}

  private final List<String> enter;
  private final List<RunningProcess> parts = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private OwnNetwork(List<String> enter) {
    this.enter = enter;
  }

  /**
   * @param closed networks and addresses that are not reached from it
   * @param ports  the words that start what hands ports on, without what enters the network; none for no ports
   * @throws CannotStart saying why there is none
   */
  static OwnNetwork open(Processes processes, Tools tools, Stream<String> closed, LocalPorts ports) {
    Part holder = Part.start(processes, Stream.concat(
        Stream.of(tools.unshare().toString(), "--user", "--map-root-user", "--net", "/bin/sh", "-c", HOLD, "sh", tools.ip().toString()), closed).toList());
    OwnNetwork network = new OwnNetwork(List.of(
        tools.nsenter().toString(), "--preserve-credentials", "--user", "--net", "--target", Long.toString(holder.process().pid())));
    network.parts.add(holder.process());
    try {
      holder.awaitReady();
      network.add(Part.start(processes, List.of("/bin/sh", "-c", CARRY, "sh", tools.slirp().toString(), "--configure", "--mtu=65520",
          "--disable-host-loopback", "--enable-sandbox", "--enable-seccomp", "--cidr=" + ADDRESSES, "--exit-fd=0", "--ready-fd=3",
          Long.toString(holder.process().pid()), "tap0")));
      if (ports.any()) {
        network.add(Part.start(processes, ports.words(network.enter)));
      }
      return network;
    } catch (CannotStart failed) {
      network.close();
      throw failed;
    }
  }

  private void add(Part part) {
    parts.add(part.process());
    part.awaitReady();
  }

  /** What starts a program in it, before that program's own words. */
  List<String> words() {
    return enter;
  }

  boolean isUp() {
    return parts.stream().noneMatch(part -> part.endsWithin(Duration.ZERO));
  }

  /** Only once: later, the numbers of its processes may belong to others. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      parts.reversed().forEach(RunningProcess::close);
    }
  }

  /** A process that says when it is ready. What it says later is read by no one, and not kept. */
  private record Part(RunningProcess process, BlockingQueue<String> lines) {

    static Part start(Processes processes, List<String> argv) {
      BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_LINES);
      return new Part(processes.start(
          new Command(argv, Path.of("/"), Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C")), line -> lines.offer(line.text())), lines);
    }

    void awaitReady() {
      String last = "it says nothing";
      for (long waited = 0; waited < LONGEST_START_MILLIS; waited += LOOK_MILLIS) {
        String line = next();
        if (line != null && line.startsWith(READY)) {
          return;
        }
        if (line == null && process.endsWithin(Duration.ZERO)) {
          throw new CannotStart(last, null);
        }
        last = line == null ? last : line;
      }
      throw new CannotStart("it is not ready in time; " + last, null);
    }

    private String next() {
      try {
        return lines.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        throw new CannotStart("interrupted", interruption);
      }
    }
  }
}
