package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The one place that starts processes: explicit environment, streamed and bounded output, and the whole tree killed. */
public final class Processes implements AutoCloseable {
  private static final int MOST_KEPT_CHARACTERS = 256 * 1024;

  private final Programs programs;
  /** setsid (util-linux) makes the process the leader of its own group; systems without it have only the tree to kill. */
  private final Optional<Path> setsid;
  private final Set<RunningProcess> running = ConcurrentHashMap.newKeySet();

  public Processes(Programs programs) {
    this.programs = programs;
    this.setsid = programs.find("setsid");
  }

  /**
   * Starts a process whose standard input stays open. The caller waits with {@link RunningProcess#await} and closes it.
   *
   * @param listener takes each line; it is called by one thread for each stream, so two calls may overlap
   * @throws CannotStart when the program or the folder is missing, or no process can be made
   */
  public RunningProcess start(Command command, Consumer<OutputLine> listener) {
    List<String> argv = new ArrayList<>();
    setsid.ifPresent(path -> argv.add(path.toString()));
    argv.add(programs.find(command.argv().getFirst())
        .orElseThrow(() -> new CannotStart("There is no program '" + command.argv().getFirst() + "' that can be run.", null))
        .toString());
    argv.addAll(command.argv().subList(1, command.argv().size()));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(command.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    try {
      RunningProcess process = new RunningProcess(builder.start(), command, setsid.isPresent(), listener, running::remove);
      running.add(process);
      process.read();
      return process;
    } catch (IOException cause) {
      throw new CannotStart("'" + command + "' could not be started: " + cause.getMessage(), cause);
    }
  }

  /** Runs a command to its end with an empty standard input; at the timeout its whole tree is killed. */
  public Finish run(Command command, Duration timeout) {
    return run(command, timeout, line -> {});
  }

  /** The same, with a listener for each line. */
  public Finish run(Command command, Duration timeout, Consumer<OutputLine> listener) {
    KeptOutput kept = new KeptOutput(MOST_KEPT_CHARACTERS);
    try (RunningProcess process = start(command, kept.andThen(listener))) {
      process.closeInput();
      return finished(process, timeout, kept);
    }
  }

  /**
   * The same for a process that is looked at while it runs: it is killed as well when it may not go on.
   *
   * @param every   how often that is asked, for the first time when the process has run that long
   * @param mayGoOn asked by another thread; the caller knows what it answered
   */
  public Finish runWhile(Command command, Duration timeout, Duration every, BooleanSupplier mayGoOn) {
    KeptOutput kept = new KeptOutput(MOST_KEPT_CHARACTERS);
    try (RunningProcess process = start(command, kept)) {
      process.closeInput();
      Thread.ofVirtual().start(() -> watch(process, every, mayGoOn));
      return finished(process, timeout, kept);
    }
  }

  private static void watch(RunningProcess process, Duration every, BooleanSupplier mayGoOn) {
    while (!process.endsWithin(every)) {
      if (!mayGoOn.getAsBoolean()) {
        process.killTree();
      }
    }
  }

  private static Finish finished(RunningProcess process, Duration timeout, KeptOutput kept) {
    return switch (process.await(timeout)) {
      case Exit.StillRunning() -> {
        process.killTree();
        yield new Finish.TimedOut(kept.text());
      }
      case Exit.Exited exited -> new Finish.Finished(exited, kept.text());
      case Exit.Signalled signalled -> new Finish.Finished(signalled, kept.text());
    };
  }

  /**
   * Sends a signal to a process group that a process of this service made; a group that is gone is no error. The caller knows that it is not
   * gone for good, since its number may belong to others then.
   */
  public void signalGroup(long group, Signal signal) {
    ProcessTree.signalGroup(group, signal);
  }

  /** Kills everything that is still running. */
  @Override
  public void close() {
    running.forEach(RunningProcess::close);
  }
}
