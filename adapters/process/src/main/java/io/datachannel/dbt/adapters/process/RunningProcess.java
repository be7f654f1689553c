package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A process at work. Closing it kills what is left of it. */
public final class RunningProcess implements AutoCloseable {
  /** How long output may still come after the end; a longer-lived child that holds the stream is killed then. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

  private final Process process;
  private final Command command;
  private final ProcessTree tree;
  private final boolean confined;
  private final Consumer<OutputLine> listener;
  private final Consumer<RunningProcess> whenClosed;
  private final ReentrantLock input = new ReentrantLock();
  private final AtomicReference<RuntimeException> listenerFailure = new AtomicReference<>();
  private List<Thread> readers = List.of();
  private volatile boolean ended;

  RunningProcess(
      Process process, Command command, boolean leadsGroup, boolean confined, Consumer<OutputLine> listener,
      Consumer<RunningProcess> whenClosed) {
    this.process = process;
    this.command = command;
    this.tree = new ProcessTree(process, leadsGroup);
    this.confined = confined;
    this.listener = listener;
    this.whenClosed = whenClosed;
  }

  /** @throws OutOfMemoryError when there is no thread for it; the process goes on */
  void read(ThreadFactory threads) {
    readers = List.of(reader(threads, OutputLine.Source.STDOUT, process.getInputStream()),
        reader(threads, OutputLine.Source.STDERR, process.getErrorStream()));
    readers.forEach(Thread::start);
  }

  public long pid() {
    return process.pid();
  }

  /**
   * The number that a process below this one has for the service.
   *
   * @param told the one that it tells of itself, which is another one in a sandbox
   * @return empty when it is gone
   */
  public OptionalLong pidOf(long told) {
    return confined ? InnerProcesses.processOutside(process.toHandle(), told) : OptionalLong.of(told);
  }

  /**
   * Sends a signal to a process group that a process below this one made; a group that is gone is no error. The caller knows that it is not gone for
   * good, since its number may belong to others then.
   *
   * @param told the number of the group as its first process tells it
   */
  public void signalGroupBelow(long told, Signal signal) {
    (confined ? InnerProcesses.groupOutside(process.toHandle(), told) : OptionalLong.of(told))
        .ifPresent(group -> ProcessTree.signalGroup(group, signal));
  }

  /**
   * Waits for the end and for the last of the output. What the process left behind in its group is killed.
   *
   * @return StillRunning when the time is over; the process goes on
   * @throws IllegalStateException when the listener of the lines failed; the process is killed then
   */
  public Exit await(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Exit.StillRunning();
      }
      killRest();
    } catch (InterruptedException interruption) {
      tree.kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for '" + command + "'; it was killed.", interruption);
    }
    RuntimeException failure = listenerFailure.get();
    if (failure != null) {
      throw new IllegalStateException("The output of '" + command + "' could not be taken; it was killed.", failure);
    }
    return Exit.ofCode(process.exitValue());
  }

  /** Waits for the end only; a thread beside the one that awaits may ask. */
  public boolean endsWithin(Duration patience) {
    try {
      return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes a line to the standard input, and waits until there is room for it. @return false when the process reads no more */
  public boolean writeLine(String line) {
    input.lock();
    try {
      OutputStream stream = process.getOutputStream();
      stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      stream.flush();
      return true;
    } catch (IOException broken) {
      return false;
    } finally {
      input.unlock();
    }
  }

  /**
   * The process reads the end of its standard input. Where a line is being written that nobody reads, the stream is left open: outside of a sandbox
   * something that has escaped may hold its other end.
   */
  public void closeInput() {
    if (!inputIsFree()) {
      return;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // The process ended before it read everything, which its exit tells better.
    } finally {
      input.unlock();
    }
  }

  private boolean inputIsFree() {
    try {
      return input.tryLock() || input.tryLock(LAST_OUTPUT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sends a signal to the process and all of its group. */
  public void signalGroup(Signal signal) {
    tree.signal(signal);
  }

  /** Kills the process, its group and all its descendants (SIGKILL). */
  public void killTree() {
    tree.kill();
  }

  @Override
  public void close() {
    try {
      if (!ended) {
        tree.kill();
      }
    } finally {
      closeInput();
      whenClosed.accept(this);
    }
  }

  /** Only once: later, the number of the group may belong to others. */
  private void killRest() throws InterruptedException {
    if (!ended) {
      readersEnd(LAST_OUTPUT);
      tree.kill();
      readersEnd(LAST_OUTPUT);
      ended = true;
    }
  }

  private boolean readersEnd(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Thread reader : readers) {
      if (!reader.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  private Thread reader(ThreadFactory threads, OutputLine.Source source, InputStream stream) {
    Thread reader = threads.newThread(() -> {
      try (stream) {
        new Lines(source, command.longestLine(), this::tell).readAll(stream);
      } catch (IOException streamClosed) {
        // The process is gone, and what it had written was read.
      }
    });
    reader.setName("output-" + process.pid() + "-" + source);
    return reader;
  }

  /** A listener that failed once is not called again, and its process is of no more use. */
  private void tell(OutputLine line) {
    if (listenerFailure.get() != null) {
      return;
    }
    try {
      listener.accept(line);
    } catch (RuntimeException failure) {
      listenerFailure.compareAndSet(null, failure);
      tree.kill();
    }
  }
}
