package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process, its process group and its descendants, as something to send signals to. */
final class ProcessTree {
  private static final Logger LOG = System.getLogger(ProcessTree.class.getName());
  private static final long SIGNAL_TIMEOUT_SECONDS = 10;

  private final Process leader;
  private final boolean leadsGroup;

  ProcessTree(Process leader, boolean leadsGroup) {
    this.leader = leader;
    this.leadsGroup = leadsGroup;
  }

  void signal(Signal signal) {
    if (leader.isAlive()) {
      send(signal);
    }
  }

  static void signalGroup(long group, Signal signal) {
    send("kill -s " + signal.posixName() + " -- -" + group);
  }

  /** Descendants are listed before anything dies, since an orphan's parent is no longer known. */
  void kill() {
    List<ProcessHandle> descendants = leader.descendants().toList();
    try {
      send(Signal.KILL);
    } finally {
      // Also where no shell can be had for that.
      descendants.forEach(ProcessHandle::destroyForcibly);
      // By its handle: Process.destroyForcibly also closes its streams, and would wait for who writes to one that nobody reads.
      leader.toHandle().destroyForcibly();
    }
  }

  /**
   * By the shell's own kill: a separate kill program is missing in small images. In its first instant a process does not lead its
   * group yet, so that it gets the signal alone; a group that is gone is no error.
   */
  private void send(Signal signal) {
    String kill = "kill -s " + signal.posixName() + " -- ";
    String group = leadsGroup ? kill + "-" + leader.pid() : "false";
    String alone = leader.isAlive() ? kill + leader.pid() : "true";
    send(group + " || " + alone);
  }

  private static void send(String script) {
    ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", script)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    kill.environment().clear();
    kill.environment().putAll(Map.of("LANG", "C"));
    try {
      Process sent = kill.start();
      if (!sent.waitFor(SIGNAL_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        sent.destroyForcibly();
        LOG.log(Level.WARNING, "This took too long: {0}", script);
      }
    } catch (IOException noProcess) {
      LOG.log(Level.WARNING, "This could not be started: " + script, noProcess);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
