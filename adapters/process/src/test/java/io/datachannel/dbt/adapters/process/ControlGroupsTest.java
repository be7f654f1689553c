package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both versions of control groups, in folders that look like the system's. */
class ControlGroupsTest {
  private static final SandboxLimits LIMITS = new SandboxLimits(40, 100, 1, 1, List.of());
  private static final String BYTES = Long.toString(100L * 1024 * 1024);

  @TempDir
  Path root;

  @Test
  void versionOneHasAGroupForProcessesAndOneForMemory() throws IOException {
    group("pids", "");
    group("memory", "");

    List<Path> members = found("0::/\n").orElseThrow().next();

    assertEquals(List.of("pids", "memory"), members.stream().map(file -> root.relativize(file).getName(0).toString()).toList());
    assertEquals("40", text(members.getFirst(), "pids.max"));
    assertEquals(BYTES, text(members.getLast(), "memory.limit_in_bytes"));
    assertFalse(Files.exists(members.getLast().resolveSibling("memory.memsw.limit_in_bytes")), "It is there only on some systems.");
  }

  @Test
  void eachSandboxIsOneForTheProcessorWhateverItStarts() throws IOException {
    group("pids", "");
    group("cpu", "");
    group("cpu/services/dbt", "");

    List<Path> members = found("8:pids:/\n2:cpu:/services/dbt\n0::/\n").orElseThrow().next();

    assertEquals(List.of(root.resolve("pids"), root.resolve("cpu/services/dbt")), members.stream().map(file -> file.getParent().getParent()).toList());
    Files.delete(root.resolve("pids/cgroup.procs"));
    assertEquals(Optional.empty(), found("2:cpu:/\n"), "By itself it bounds nothing.");
  }

  @Test
  void theBoundsOfTheServicesOwnGroupHoldForItsSandboxes() throws IOException {
    group("pids", "");
    group("memory", "");
    group("memory/services/dbt", "");

    List<Path> members = found("8:pids:/\n4:cpu,memory:/services/dbt\n0::/\n").orElseThrow().next();

    assertEquals(root.resolve("pids"), members.getFirst().getParent().getParent());
    assertEquals(root.resolve("memory/services/dbt"), members.getLast().getParent().getParent());
    assertEquals(root.resolve("memory"), found("4:memory:/docker/id\n").orElseThrow().next().getLast().getParent().getParent(), "In a container.");
  }

  @Test
  void versionTwoHasOneForBoth() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");
    group("", "cpu memory pids");

    List<Path> members = found("0::/\n").orElseThrow().next();

    assertEquals(1, members.size());
    assertEquals("40", text(members.getFirst(), "pids.max"));
    assertEquals(BYTES, text(members.getFirst(), "memory.max"));
  }

  @Test
  void aServiceOfAUserTakesWhatWasHandedToIt() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");
    group("system.slice/dbt.service", "");
    group("system.slice/dbt.service/main", "");
    // The one that the service itself is in can hand nothing on.
    Files.delete(root.resolve("system.slice/dbt.service/main/cgroup.subtree_control"));

    List<Path> members = found("0::/system.slice/dbt.service/main\n").orElseThrow().next();

    assertEquals(root.resolve("system.slice/dbt.service"), members.getFirst().getParent().getParent());
    // The system adds to what is there; here it is replaced, so that what is handed on already stays what was asked for last.
    assertEquals("+cpu", Files.readString(root.resolve("system.slice/dbt.service/cgroup.subtree_control")));
  }

  @Test
  void whereNoneCanBeMadeThereAreNone() throws IOException {
    assertEquals(Optional.empty(), found("0::/\n"));
    Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");
    assertEquals(Optional.empty(), found("0::/user.slice\n"));
  }

  @Test
  void groupsOfServicesThatAreGoneAreRemoved() throws IOException {
    group("pids", "");
    Path left = Files.createDirectory(root.resolve("pids/datachannel-dbt-2147483647-1"));
    Path others = Files.createDirectory(root.resolve("pids/others"));

    assertTrue(found("").isPresent());

    assertFalse(Files.exists(left));
    assertTrue(Files.exists(others));
  }

  @Test
  void groupsOfServicesThatAreGoneAreRemovedAlsoWhenTheyAreStillBusy() throws IOException {
    group("pids", "");
    Path left = Files.createDirectory(root.resolve("pids/datachannel-dbt-2147483647-1"));
    Path busy = Files.createFile(left.resolve("busy"));
    ControlGroups groups = found("").orElseThrow();
    assertTrue(Files.exists(left));

    Files.delete(busy);
    groups.next();

    assertFalse(Files.exists(left));
  }

  @Test
  void aSliceIsSystemdsOwn() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");
    group("system.slice", "cpu memory pids");
    group("system.slice/dbt.service", "");
    Files.delete(root.resolve("system.slice/dbt.service/cgroup.subtree_control"));

    assertEquals(Optional.empty(), found("0::/system.slice/dbt.service\n"));
  }

  private Optional<ControlGroups> found(String membership) throws IOException {
    return ControlGroups.find(root, Files.writeString(root.resolve("membership"), membership), LIMITS);
  }

  private void group(String name, String handsOn) throws IOException {
    Path group = Files.createDirectories(root.resolve(name));
    Files.writeString(group.resolve("cgroup.procs"), "");
    Files.writeString(group.resolve("cgroup.subtree_control"), handsOn);
  }

  private static String text(Path members, String file) throws IOException {
    return Files.readString(members.resolveSibling(file));
  }
}
