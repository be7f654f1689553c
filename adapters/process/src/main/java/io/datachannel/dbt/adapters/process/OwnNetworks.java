package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Networks for sandboxes, one each, that reach the outside, but neither the machine itself nor what clouds tell their machines. One is kept ready, so
 * that no run waits for it.
 */
final class OwnNetworks implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OwnNetworks.class.getName());
  /** Link-local, where most clouds have their metadata; then that of Azure, of Alibaba, of Oracle. */
  private static final List<String> METADATA = List.of("169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32");
  private static final Programs ADMINISTRATORS = new Programs("/usr/sbin:/sbin");
  private static final Path TUN = Path.of("/dev/net/tun");
  private static final Path RESOLVER = Path.of("/etc/resolv.conf");

  private final Processes processes;
  private final OwnNetwork.Tools tools;
  private final LocalPorts ports;
  private final AtomicReference<OwnNetwork> spare = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private OwnNetworks(Processes processes, OwnNetwork.Tools tools, LocalPorts ports) {
    this.processes = processes;
    this.tools = tools;
    this.ports = ports;
  }

  /** Whether there are any. */
  sealed interface Search {
    /** One was made. */
    record Found(OwnNetworks networks) implements Search {}

    /** @param reason why not, as the end of a sentence */
    record Missing(String reason) implements Search {}
  }

  /** @param folder one of the service's own, for the script that hands ports on */
  static Search search(Programs programs, Path folder, List<Integer> localPorts) {
    List<String> wanted = Stream.concat(Stream.of("slirp4netns", "unshare", "nsenter", "ip"), localPorts.isEmpty() ? Stream.of() : Stream.of("python3")).toList();
    List<String> missing = wanted.stream().filter(name -> find(programs, name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return new Search.Missing("there is no program " + String.join(" and no ", missing) + " (Debian: apt-get install slirp4netns iproute2)");
    }
    if (!Files.isReadable(TUN) || !Files.isWritable(TUN)) {
      return new Search.Missing(TUN + " is not there, or not for the service's user");
    }
    if (!hasNameServer(RESOLVER)) {
      return new Search.Missing("the machine has no name server with an IPv4 address");
    }
    OwnNetworks networks = new OwnNetworks(new Processes(programs), new OwnNetwork.Tools(find(programs, "slirp4netns").orElseThrow(),
        find(programs, "unshare").orElseThrow(), find(programs, "nsenter").orElseThrow(), find(programs, "ip").orElseThrow()),
        LocalPorts.of(localPorts, find(programs, "python3").orElse(Path.of("python3")), folder));
    try {
      networks.spare.set(networks.open());
      return new Search.Found(networks);
    } catch (CannotStart failed) {
      networks.close();
      return new Search.Missing("slirp4netns fails here: " + failed.getMessage());
    }
  }

  /** slirp4netns asks it, by IPv4 alone. Where none is named, it is the machine itself. */
  static boolean hasNameServer(Path resolver) {
    try (Stream<String> lines = Files.lines(resolver, StandardCharsets.ISO_8859_1)) {
      List<String> named = lines.map(line -> line.strip().split("\\s+")).filter(words -> words.length > 1 && words[0].equals("nameserver"))
          .map(words -> words[1]).toList();
      return named.isEmpty() || named.stream().anyMatch(address -> address.matches("\\d+(\\.\\d+){3}"));
    } catch (IOException | UncheckedIOException unreadable) {
      return true;
    }
  }

  /** Those of administrators are not on the PATH of every service. */
  private static Optional<Path> find(Programs programs, String name) {
    return programs.find(name).or(() -> ADMINISTRATORS.find(name));
  }

  /** @throws CannotStart when none can be made */
  OwnNetwork take() {
    OwnNetwork ready = spare.getAndSet(null);
    boolean usable = ready != null && ready.isUp();
    if (ready != null && !usable) {
      ready.close();
    }
    OwnNetwork taken = usable ? ready : opened();
    Thread.ofVirtual().name("sandbox-network").start(this::keepReady);
    return taken;
  }

  private OwnNetwork opened() {
    try {
      return open();
    } catch (CannotStart failed) {
      throw new CannotStart("No network could be made for the sandbox: " + failed.getMessage(), failed);
    }
  }

  private OwnNetwork open() {
    return OwnNetwork.open(processes, tools, Stream.concat(METADATA.stream(), ownAddresses().stream()), ports);
  }

  private void keepReady() {
    try {
      OwnNetwork next = open();
      if (closed.get() || !spare.compareAndSet(null, next)) {
        next.close();
      }
    } catch (CannotStart failed) {
      if (!closed.get()) {
        LOG.log(Level.WARNING, "No network could be made ready for the next sandbox: {0}", failed.getMessage());
      }
    }
  }

  /** Of the machine at this moment: what listens on all of its addresses is not for sandboxes either. */
  private static List<String> ownAddresses() {
    try {
      List<String> addresses = new ArrayList<>();
      for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
        device.inetAddresses().filter(Inet4Address.class::isInstance).filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .map(InetAddress::getHostAddress).forEach(address -> addresses.add(address + "/32"));
      }
      return addresses;
    } catch (SocketException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends all of them. */
  @Override
  public void close() {
    closed.set(true);
    processes.close();
  }
}
