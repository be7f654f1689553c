package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Code that tries to reach the machine from the network of its sandbox: the real slirp4netns, and servers on the machine that would answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxNetworkTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final SandboxLimits LIMITS = new SandboxLimits(60, 1000, 10, 10, List.of());
  private static final String METADATA = "169.254.169.254";
  private static final String GATEWAY = "198.18.254.2";
  /** Prints what the one who is reached says, or which error there is. */
  private static final String TRY = """
      import errno, socket, sys
      address, port, device = sys.argv[1], int(sys.argv[2]), sys.argv[3]
      way = socket.socket()
      way.settimeout(1)
      if device:
          way.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode() + b"\\0")
      try:
          way.connect((address, port))
          print("reached", way.recv(100).decode())
      except socket.timeout:
          print("no answer")
      except OSError as failed:
          print(errno.errorcode.get(failed.errno))
      """;

  @TempDir
  static Path folder;

  private final Servers servers = new Servers();
  private ServerSocket local;
  private ServerSocket all;
  private ServerSocket named;
  private Sandbox sandbox;
  private Processes processes;

  @BeforeAll
  void open() throws IOException {
    local = servers.answering(InetAddress.getLoopbackAddress());
    all = servers.answering(InetAddress.getByName("0.0.0.0"));
    named = servers.answering(InetAddress.getLoopbackAddress());
    sandbox = found(new SandboxNetwork(SandboxNetwork.Kind.OWN, List.of(named.getLocalPort())));
    processes = new Processes(Programs.ofService(), sandbox);
  }

  @AfterAll
  void close() {
    processes.close();
    sandbox.close();
    servers.close();
  }

  private Sandbox found(SandboxNetwork network) {
    Bubblewrap.Search search = Bubblewrap.search(Programs.ofService(), folder.resolve("sandbox"), LIMITS, network);
    return assertInstanceOf(Bubblewrap.Search.Found.class, search, search::toString).sandbox();
  }

  @Test
  void theServersOfTheTestAnswerOnTheMachine() throws IOException {
    for (ServerSocket server : List.of(local, all, named)) {
      try (Socket way = new Socket("127.0.0.1", server.getLocalPort())) {
        assertEquals("machine", new String(way.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void whatListensOnTheMachineIsNotReached() {
    assertEquals("ECONNREFUSED", tried("127.0.0.1", local, ""), "The database and the service listen here.");
    assertEquals("ECONNREFUSED", tried("127.0.0.2", all, ""));
    assertEquals("ENETUNREACH", tried(GATEWAY, local, ""), "slirp4netns would make the machine's loopback of it.");
    assertEquals("ENETUNREACH", tried(OwnNetwork.NAMESERVER, local, ""), "Where the machine's name server is on its loopback, so would this be.");
    addresses().forEach(address -> {
      assertEquals("EHOSTUNREACH", tried(address, all, ""), address);
      assertEquals("no answer", tried(address, all, "tap0"), "Who names the device is not asked for a route.");
    });
  }

  @Test
  void theMetadataOfACloudIsNotReached() {
    assertEquals("EHOSTUNREACH", tried(METADATA, 80, ""));
    assertEquals("no answer", tried(METADATA, 80, "tap0"));
    assertEquals("EHOSTUNREACH", tried("168.63.129.16", 80, ""));
    assertEquals("ENETUNREACH", output("python3 -I -c \"import errno, socket\ntry: socket.socket(socket.AF_INET6).connect(('fd00:ec2::254', 80))\n"
        + "except OSError as failed: print(errno.errorcode[failed.errno])\""));
  }

  /** As "outside", an address of the machine that is not kept from it. */
  @Test
  void theOutsideIsReached() {
    Optional<String> address = addresses().findFirst();
    assertTrue(address.isPresent(), "The machine has no address but its loopback.");
    try (Processes bare = new Processes(Programs.ofService()); OwnNetwork network = OwnNetwork.open(bare, tools(), Stream.of("169.254.0.0/16"), new LocalPorts(Path.of("none"), Path.of("none"), List.of()))) {
      List<String> argv = Stream.concat(network.words().stream(), Stream.of("python3", "-I", "-c", TRY, address.get(), Integer.toString(all.getLocalPort()), "")).toList();
      assertEquals("reached machine", assertInstanceOf(Finish.Finished.class, bare.run(new Command(argv, folder, Map.of("PATH", "/usr/bin:/bin")), LONG_ENOUGH)).output().strip());
    }
  }

  @Test
  void aPortThatTheOperatorNamesIsReached() {
    assertEquals("reached machine", tried("127.0.0.1", named, ""));
    assertEquals("reached machine", tried("localhost", named, ""));
    assertEquals("ECONNREFUSED", tried("127.0.0.1", local, ""));
  }

  @Test
  void namesAreAskedOfTheNameServerOfItsNetwork() {
    assertEquals("nameserver " + OwnNetwork.NAMESERVER, output("grep ^nameserver /etc/resolv.conf"));
  }

  /** Abstract sockets have no file that could be hidden; they belong to the network. */
  @Test
  void socketsWithoutAFileAreNotReached() {
    String listen = "import socket\nway = socket.socket(socket.AF_UNIX)\nway.bind('\\0datachannel-test-socket')\nway.listen()\nprint('up', flush=True)\nway.accept()";
    try (Processes bare = new Processes(Programs.ofService());
        RunningProcess server = bare.start(new Command(List.of("python3", "-I", "-c", listen), folder, Map.of("PATH", "/usr/bin:/bin")), line -> { })) {
      assertTrue(!server.endsWithin(Duration.ofMillis(500)));
      assertEquals("ECONNREFUSED", output("python3 -I -c \"import errno, socket\ntry: socket.socket(socket.AF_UNIX).connect(chr(0) + 'datachannel-test-socket'); print('reached')\n"
          + "except OSError as failed: print(errno.errorcode[failed.errno])\""));
    }
  }

  @Test
  void noSandboxSeesThePortsOfAnother() throws Exception {
    String listen = "import socket\nway = socket.create_server(('127.0.0.1', 47111))\nprint('up', flush=True)\nway.accept()";
    try (RunningProcess server = processes.start(command("python3 -I -c \"" + listen + "\""), line -> { })) {
      assertTrue(!server.endsWithin(Duration.ofMillis(500)));
      assertEquals("ECONNREFUSED", tried("127.0.0.1", 47111, ""));
    }
  }

  @Test
  void itCannotChangeItsNetwork() {
    assertEquals("refused", output("ip route del unreachable 169.254.0.0/16 2>/dev/null && echo changed || echo refused"));
    assertEquals("refused", output("ip link set tap0 down 2>/dev/null && echo changed || echo refused"));
    assertEquals("refused", output("nsenter --net=/proc/1/ns/net true 2>/dev/null && echo entered || echo refused"));
  }

  @Test
  void nothingOfANetworkIsLeft() {
    Path named = folder.resolve("closed");
    Bubblewrap.Search search = Bubblewrap.search(Programs.ofService(), named, LIMITS, new SandboxNetwork(SandboxNetwork.Kind.OWN, List.of(1)));
    Sandbox closed = assertInstanceOf(Bubblewrap.Search.Found.class, search, search::toString).sandbox();
    assertTrue(startedFrom(named) > 0, "One is kept ready.");
    closed.close();
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    while (startedFrom(named) > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(0, startedFrom(named));
  }

  @Test
  void withoutTheProgramTheNetworkIsSharedUnlessItsOwnIsRequired() throws IOException {
    Path some = Files.createDirectories(folder.resolve("some"));
    for (String name : List.of("bwrap", "setpriv", "prlimit", "sh")) {
      Files.createSymbolicLink(some.resolve(name), Programs.ofService().find(name).orElseThrow());
    }
    Programs programs = new Programs(some.toString());
    Bubblewrap.Search.Found shared = assertInstanceOf(Bubblewrap.Search.Found.class, Bubblewrap.search(
        programs, folder.resolve("other"), LIMITS, new SandboxNetwork(SandboxNetwork.Kind.AUTO, List.of())));
    assertTrue(shared.sharesNetwork().orElseThrow().contains("apt-get install slirp4netns"), shared::toString);
    String reason = assertInstanceOf(Bubblewrap.Search.Missing.class, Bubblewrap.search(
        programs, folder.resolve("other"), LIMITS, new SandboxNetwork(SandboxNetwork.Kind.OWN, List.of()))).reason();
    assertTrue(reason.contains("--sandbox.network own") && reason.contains("slirp4netns"), reason);
  }

  private static OwnNetwork.Tools tools() {
    Programs programs = new Programs(Programs.ofService().searchPath() + ":/usr/sbin:/sbin");
    return new OwnNetwork.Tools(programs.find("slirp4netns").orElseThrow(), programs.find("unshare").orElseThrow(),
        programs.find("nsenter").orElseThrow(), programs.find("ip").orElseThrow());
  }

  /** What hands on its ports names the folder in its words. */
  private static long startedFrom(Path folder) {
    return ProcessHandle.current().descendants()
        .filter(process -> process.info().commandLine().filter(line -> line.contains(folder + "/")).isPresent()).count();
  }

  private static Stream<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress() && !address.isLinkLocalAddress()).map(InetAddress::getHostAddress);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private String tried(String address, ServerSocket server, String device) {
    return tried(address, server.getLocalPort(), device);
  }

  private String tried(String address, int port, String device) {
    return output("python3 -I -c '" + TRY + "' " + address + " " + port + " '" + device + "'");
  }

  private String output(String script) {
    return assertInstanceOf(Finish.Finished.class, processes.run(command(script), LONG_ENOUGH)).output().strip();
  }

  private Command command(String script) {
    return new Command(List.of("/bin/sh", "-c", script), Path.of("/tmp"), Map.of("PATH", "/usr/bin:/bin:/usr/sbin"), new Confines(List.of(), List.of()));
  }

  /** Say "machine" to everyone. */
  private static final class Servers implements AutoCloseable {
    private final List<ServerSocket> open = new ArrayList<>();

    ServerSocket answering(InetAddress address) throws IOException {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(address, 0));
      open.add(server);
      Thread.ofVirtual().start(() -> {
        while (!server.isClosed()) {
          try (Socket way = server.accept()) {
            way.getOutputStream().write("machine".getBytes(StandardCharsets.UTF_8));
          } catch (IOException closed) {
            // The test is over, or who asked has gone.
          }
        }
      });
      return server;
    }

    @Override
    public void close() {
      for (ServerSocket server : open) {
        try {
          server.close();
        } catch (IOException failed) {
          throw new IllegalStateException(failed);
        }
      }
    }
  }
}
