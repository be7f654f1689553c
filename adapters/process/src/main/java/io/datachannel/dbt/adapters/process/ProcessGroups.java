package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the processes of a sandbox by a control group of the system, for a service that is root: the system holds no other bound against root. One
 * that is not root has no control groups, and needs none.
 */
final class ProcessGroups {
  private static final Logger LOG = System.getLogger(ProcessGroups.class.getName());
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String NAME = "datachannel-dbt-";
  private static final AtomicLong LAST = new AtomicLong();

  private final Path parent;
  private final int most;
  private final String prefix = NAME + ProcessHandle.current().pid() + "-";
  /** A group cannot be removed before the last process in it is gone for good. */
  private final Set<Path> over = ConcurrentHashMap.newKeySet();

  private ProcessGroups(Path parent, int most) {
    this.parent = parent;
    this.most = most;
  }

  static boolean areAtHand() {
    return parentIn(ROOT).isPresent();
  }

  /** @param most processes and threads in a group */
  static Optional<ProcessGroups> find(int most) {
    return parentIn(ROOT).map(parent -> {
      ProcessGroups groups = new ProcessGroups(parent, most);
      groups.removeLeftovers();
      return groups;
    });
  }

  /** Version 1 has a hierarchy for processes, version 2 one for all. */
  private static Optional<Path> parentIn(Path root) {
    try {
      Path versionOne = root.resolve("pids");
      if (Files.isWritable(versionOne.resolve("cgroup.procs"))) {
        return Optional.of(versionOne);
      }
      Path handedOn = root.resolve("cgroup.subtree_control");
      return Files.isWritable(handedOn) && Arrays.asList(Files.readString(handedOn).strip().split(" ")).contains("pids")
          ? Optional.of(root) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** A new group. @return the file that takes the processes which are to be in it; empty when there is none to be had */
  Optional<Path> next() {
    removeOver();
    Path group = parent.resolve(prefix + LAST.incrementAndGet());
    try {
      Files.createDirectory(group);
      Files.writeString(group.resolve("pids.max"), Integer.toString(most));
      return Optional.of(group.resolve("cgroup.procs"));
    } catch (IOException refused) {
      LOG.log(Level.WARNING, "The processes of a sandbox cannot be bounded: " + refused.getMessage());
      return Optional.empty();
    }
  }

  /** @param processes as {@link #next} gave it */
  void end(Path processes) {
    over.add(processes.getParent());
    removeOver();
  }

  private void removeOver() {
    over.removeIf(ProcessGroups::removed);
  }

  private static boolean removed(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  /** Of services that were killed. */
  private void removeLeftovers() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, NAME + "*")) {
      for (Path group : left) {
        long service = Long.parseLong(group.getFileName().toString().substring(NAME.length()).replaceFirst("-.*", ""));
        if (ProcessHandle.of(service).isEmpty()) {
          removed(group);
        }
      }
    } catch (IOException | NumberFormatException none) {
      LOG.log(Level.DEBUG, "Old control groups are left", none);
    }
  }
}
