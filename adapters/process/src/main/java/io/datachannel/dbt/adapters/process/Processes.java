package io.datachannel.dbt.adapters.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The one place that starts processes: explicit environment, streamed and bounded output, and the whole tree killed. */
public final class Processes implements AutoCloseable {
  private static final File ROOT = new File("/");
  private static final int MOST_KEPT_CHARACTERS = 256 * 1024;

  private final Programs programs;
  /** setsid (util-linux) makes the process the leader of its own group; systems without it have only the tree to kill. */
  private final Optional<Path> setsid;
  private final Sandbox sandbox;
  private final ThreadFactory readers;
  /**
   * A thread that does not end: the system tells the processes in a sandbox when the very thread that started them is gone.
   */
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("process-starter").factory());
  private final Set<RunningProcess> running = ConcurrentHashMap.newKeySet();

  /** Without a sandbox. */
  public Processes(Programs programs) {
    this(programs, Sandbox.NONE);
  }

  /** @param sandbox for commands that run users' code */
  public Processes(Programs programs, Sandbox sandbox) {
    this(programs, sandbox, Thread.ofPlatform().daemon().factory());
  }

  /** @param readers make the threads that read the output */
  Processes(Programs programs, Sandbox sandbox, ThreadFactory readers) {
    this.programs = programs;
    this.sandbox = sandbox;
    this.readers = readers;
    this.setsid = programs.find("setsid");
  }

  /**
   * Starts a process whose standard input stays open. The caller waits with {@link RunningProcess#await} and closes it.
   *
   * @param listener takes each line; it is called by one thread for each stream, so two calls may overlap
   * @throws CannotStart when the program or the folder is missing, or no process can be made
   */
  public RunningProcess start(Command command, Consumer<OutputLine> listener) {
    boolean confined = sandbox.confines() && command.confines().isPresent();
    Sandbox.Place place = placeOf(command);
    List<String> argv = new ArrayList<>();
    setsid.ifPresent(path -> argv.add(path.toString()));
    argv.addAll(place.argv());
    Process started;
    try {
      ProcessBuilder builder = new ProcessBuilder(argv).directory(confined ? ROOT : command.folder().toFile());
      builder.environment().clear();
      builder.environment().putAll(command.environment());
      started = confined ? startedToStay(builder) : builder.start();
    } catch (IOException cause) {
      place.whenOver().run();
      throw new CannotStart("'" + command + "' could not be started: " + cause.getMessage(), cause);
    } catch (RuntimeException | Error failed) {
      place.whenOver().run();
      throw failed;
    }
    RunningProcess process = new RunningProcess(started, command, setsid.isPresent(), confined, listener, over -> {
      running.remove(over);
      place.whenOver().run();
    });
    try {
      running.add(process);
      process.read(readers);
      return process;
    } catch (RuntimeException | Error noThread) {
      // Nobody else knows of it.
      process.close();
      throw noThread;
    }
  }

  private Sandbox.Place placeOf(Command command) {
    List<String> argv = new ArrayList<>();
    argv.add(programs.find(command.argv().getFirst())
        .orElseThrow(() -> new CannotStart("There is no program '" + command.argv().getFirst() + "' that can be run.", null))
        .toString());
    argv.addAll(command.argv().subList(1, command.argv().size()));
    return command.confines().map(confines -> sandbox.around(argv, command.folder(), confines))
        .orElseGet(() -> Sandbox.NONE.around(argv, command.folder(), new Confines(List.of(), List.of())));
  }

  private Process startedToStay(ProcessBuilder builder) throws IOException {
    try {
      return starter.submit(builder::start).get();
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause().getMessage(), failed.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interruption);
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

  /** Kills everything that is still running. */
  @Override
  public void close() {
    running.forEach(RunningProcess::close);
  }
}
