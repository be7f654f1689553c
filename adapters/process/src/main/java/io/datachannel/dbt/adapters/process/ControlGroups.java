package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Bounds what a sandbox takes in all, by control groups of the system: its processes, since for a service that is root the system holds no other bound,
 * and its memory, which has no other bound for several processes together. The processor is shared among groups, whatever number of processes is busy
 * in each. They can be made by root, and by a user to whom a part of them was handed (version 2).
 */
final class ControlGroups {
  private static final Logger LOG = System.getLogger(ControlGroups.class.getName());
  private static final String NAME = "datachannel-dbt-";
  private static final String MEMBERS = "cgroup.procs";
  private static final String HANDED_ON = "cgroup.subtree_control";
  private static final AtomicLong LAST = new AtomicLong();

  private final List<Hierarchy> hierarchies;
  private final String prefix = NAME + ProcessHandle.current().pid() + "-";
  /** A group cannot be removed before the last process in it is gone for good. */
  private final Set<Path> over = ConcurrentHashMap.newKeySet();

  /**
   * Where groups are made.
   *
   * @param bounds what is written into each, by its file; one with a question mark only where there is such a file
   */
  private record Hierarchy(Path parent, Map<String, String> bounds) {}

  private ControlGroups(List<Hierarchy> hierarchies) {
    this.hierarchies = hierarchies;
  }

  /** Of this system; empty where none can be made. */
  static Optional<ControlGroups> find(SandboxLimits limits) {
    return find(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"), limits);
  }

  /** @param membership which groups this process is in, as the system tells it */
  static Optional<ControlGroups> find(Path root, Path membership, SandboxLimits limits) {
    String processes = Integer.toString(limits.processes());
    String memory = Long.toString(limits.memoryMegabytes() * 1024L * 1024);
    List<Hierarchy> found = new ArrayList<>();
    // Version 1 has a hierarchy for each, version 2 one for all.
    List<Hierarchy> processor = ownGroup(root, membership, "cpu").map(own -> new Hierarchy(own, Map.of())).stream().toList();
    ownGroup(root, membership, "pids").ifPresent(own -> found.add(new Hierarchy(own, Map.of("pids.max", processes))));
    ownGroup(root, membership, "memory").ifPresent(own ->
        found.add(new Hierarchy(own, bounds("memory.limit_in_bytes", memory, "?memory.memsw.limit_in_bytes", memory))));
    if (found.isEmpty()) {
      parent(root, membership).ifPresent(parent ->
          found.add(new Hierarchy(parent, bounds("pids.max", processes, "memory.max", memory, "?memory.swap.max", "0"))));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    found.addAll(processor);
    ControlGroups groups = new ControlGroups(List.copyOf(found));
    groups.removeLeftovers();
    return Optional.of(groups);
  }

  private static Map<String, String> bounds(String... filesAndValues) {
    Map<String, String> bounds = new LinkedHashMap<>();
    for (int place = 0; place < filesAndValues.length; place += 2) {
      bounds.put(filesAndValues[place], filesAndValues[place + 1]);
    }
    return bounds;
  }

  /**
   * In version 1: the group that the service is in, whose own bounds hold for its sandboxes, too. In a container it has another path than the system
   * tells, and is what is seen as the root.
   */
  private static Optional<Path> ownGroup(Path root, Path membership, String controller) {
    Path hierarchy = root.resolve(controller);
    return Stream.of(hierarchy.resolve(pathOf(membership, controller)), hierarchy).filter(ControlGroups::isWritable).findFirst();
  }

  /** Relative; empty when it is not told. */
  private static String pathOf(Path membership, String controller) {
    try {
      return Files.readAllLines(membership).stream().map(line -> line.split(":/?", 3))
          .filter(parts -> parts.length == 3 && Arrays.asList(parts[1].split(",")).contains(controller)).map(parts -> parts[2]).findFirst().orElse("");
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static boolean isWritable(Path parent) {
    return Files.isWritable(parent.resolve(MEMBERS)) && Files.isWritable(parent);
  }

  /**
   * In version 2: the group that the service is in, or the one above, where the service has a group of its own in what was handed to it. Only one
   * that has no processes itself can hand the bounds on. A slice is never taken: it is systemd's own, and what the service's unit is bounded to would not
   * hold in it.
   */
  private static Optional<Path> parent(Path root, Path membership) {
    if (!Files.exists(root.resolve("cgroup.controllers"), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Path own = root.resolve(pathOf(membership, "")).normalize();
    return Stream.of(own, own.equals(root) ? root : own.getParent())
        .filter(group -> !group.toString().endsWith(".slice")).filter(ControlGroups::isWritable).filter(ControlGroups::handsOn).findFirst();
  }

  private static boolean handsOn(Path group) {
    try {
      if (!handed(group).containsAll(List.of("pids", "memory"))) {
        Files.writeString(group.resolve(HANDED_ON), "+pids +memory");
      }
      if (!handed(group).containsAll(List.of("pids", "memory"))) {
        return false;
      }
    } catch (IOException refused) {
      return false;
    }
    handOnProcessor(group);
    return true;
  }

  /** Not handed on by systemd where nothing else of the machine asks for it. */
  private static void handOnProcessor(Path group) {
    try {
      if (!handed(group).contains("cpu")) {
        Files.writeString(group.resolve(HANDED_ON), "+cpu");
      }
    } catch (IOException refused) {
      LOG.log(Level.DEBUG, "Sandboxes have no share of the processor each", refused);
    }
  }

  private static List<String> handed(Path group) throws IOException {
    return Arrays.stream(Files.readString(group.resolve(HANDED_ON)).strip().split("\\s+")).map(word -> word.replaceFirst("^\\+", "")).toList();
  }

  /** The groups of one sandbox. @return the files that take the processes which are to be in it; none when there are none to be had */
  List<Path> next() {
    removeOver();
    String name = prefix + LAST.incrementAndGet();
    List<Path> members = new ArrayList<>();
    for (Hierarchy hierarchy : hierarchies) {
      Path group = hierarchy.parent().resolve(name);
      try {
        // A service of the same number may have left it, still busy.
        Files.createDirectories(group);
        members.add(group.resolve(MEMBERS));
        for (Map.Entry<String, String> bound : hierarchy.bounds().entrySet()) {
          write(group, bound.getKey(), bound.getValue());
        }
      } catch (IOException refused) {
        LOG.log(Level.WARNING, "A sandbox cannot be bounded: " + refused.getMessage());
      }
    }
    return members;
  }

  private static void write(Path group, String file, String value) throws IOException {
    boolean optional = file.startsWith("?");
    Path place = group.resolve(optional ? file.substring(1) : file);
    if (!optional || Files.exists(place)) {
      Files.writeString(place, value);
    }
  }

  /** @param members as {@link #next} gave them */
  void end(List<Path> members) {
    members.forEach(file -> over.add(file.getParent()));
    removeOver();
  }

  private void removeOver() {
    over.removeIf(ControlGroups::removed);
  }

  private static boolean removed(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  /** Of services that were killed; what is still at work in them soon ends. */
  private void removeLeftovers() {
    for (Hierarchy hierarchy : hierarchies) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(hierarchy.parent(), NAME + "*")) {
        for (Path group : left) {
          long service = Long.parseLong(group.getFileName().toString().substring(NAME.length()).replaceFirst("-.*", ""));
          if (ProcessHandle.of(service).isEmpty() && !removed(group)) {
            over.add(group);
          }
        }
      } catch (IOException | NumberFormatException none) {
        LOG.log(Level.DEBUG, "Old control groups are left", none);
      }
    }
  }
}
