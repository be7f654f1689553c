package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks whose slirp4netns fails or is killed: the real one, and scripts in its place. */
class OwnNetworksTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  /** Much less than a start may take. */
  private static final Duration AT_ONCE = Duration.ofSeconds(30);
  private static final LocalPorts NO_PORTS = new LocalPorts(Path.of("none"), Path.of("none"), List.of());
  private static final String CARRIES = "echo started >&2; printf 1 >&3; exec 3>&-; cat >/dev/null";

  @TempDir
  Path folder;

  @Test
  void oneThatFailsIsSeenAtOnce() throws IOException {
    Programs programs = slirp("echo 'no such device' >&2; exit 1");

    OwnNetworks.Search search = assertTimeout(AT_ONCE, () -> OwnNetworks.search(programs, folder.resolve("files"), List.of()));

    assertEquals("slirp4netns fails here: no such device", assertInstanceOf(OwnNetworks.Search.Missing.class, search).reason());
  }

  @Test
  void oneThatIsKilledTakesItsNetworkAlong() throws IOException {
    try (Processes processes = new Processes(Programs.ofService());
        OwnNetwork network = OwnNetwork.open(processes, tools(slirp("echo $$ >" + folder + "/pid; " + CARRIES)), Stream.of("169.254.0.0/16"), NO_PORTS)) {
      assertTrue(network.isUp());

      ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")).strip())).orElseThrow().destroyForcibly();

      assertTrue(becomes(() -> !network.isUp()));
    }
  }

  @Test
  void noDeadOneIsGivenToASandbox() throws Exception {
    Set<Long> others = carriers().map(ProcessHandle::pid).collect(Collectors.toSet());
    OwnNetworks.Search search = OwnNetworks.search(Programs.ofService(), folder.resolve("files"), List.of());
    try (OwnNetworks networks = assertInstanceOf(OwnNetworks.Search.Found.class, search, search::toString).networks()) {
      ProcessHandle ready = carriers().filter(process -> !others.contains(process.pid())).findFirst().orElseThrow();
      ProcessHandle shell = ready.parent().flatMap(ProcessHandle::parent).orElseThrow();
      ready.destroyForcibly();
      shell.onExit().get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS);

      OwnNetwork taken = networks.take();

      assertTrue(taken.isUp());
      assertTrue(carriers().anyMatch(process -> !others.contains(process.pid()) && process.pid() != ready.pid()));
    }
  }

  @Test
  void anAddressOfTwoDevicesIsNoFailure() throws IOException {
    Stream<String> twice = Stream.of("10.11.12.13/32", "10.11.12.13/32");
    try (Processes processes = new Processes(Programs.ofService()); OwnNetwork network = OwnNetwork.open(processes, tools(slirp(CARRIES)), twice, NO_PORTS)) {
      assertTrue(network.isUp());
    }
    try (Processes processes = new Processes(Programs.ofService())) {
      assertThrows(CannotStart.class, () -> OwnNetwork.open(processes, tools(slirp(CARRIES)), Stream.of("none"), NO_PORTS));
    }
  }

  @Test
  void aNameServerHasAnIpv4Address() throws IOException {
    assertTrue(OwnNetworks.hasNameServer(folder.resolve("missing")), "It is the machine itself then.");
    assertTrue(OwnNetworks.hasNameServer(resolver("search example.com\n")));
    assertTrue(OwnNetworks.hasNameServer(resolver("nameserver fd00::53\nnameserver\t127.0.0.53\n")));
    assertFalse(OwnNetworks.hasNameServer(resolver("# nameserver 10.0.0.1\nnameserver fd00::53\n")));
  }

  private Path resolver(String text) throws IOException {
    return Files.writeString(folder.resolve("resolv.conf"), text);
  }

  /** A script in its place. */
  private Programs slirp(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("slirp4netns"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Programs(folder + ":" + Programs.ofService().searchPath() + ":/usr/sbin:/sbin");
  }

  private static OwnNetwork.Tools tools(Programs programs) {
    return new OwnNetwork.Tools(programs.find("slirp4netns").orElseThrow(), programs.find("unshare").orElseThrow(),
        programs.find("nsenter").orElseThrow(), programs.find("ip").orElseThrow());
  }

  private static Stream<ProcessHandle> carriers() {
    return ProcessHandle.current().descendants().filter(process -> process.info().command().filter(path -> path.endsWith("/slirp4netns")).isPresent());
  }

  private static boolean becomes(BooleanSupplier state) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    while (!state.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return state.getAsBoolean();
  }
}
