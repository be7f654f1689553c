package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.OutputLine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** dbt in a process that a server made for it; a process beside that one, its keeper, tells how it ends. */
final class ServedRun implements RunningDbt {
  /** The run dies with its keeper. */
  private static final Exit WITH_ITS_KEEPER = new Exit.Signalled(9);
  /** Longer than a run whose client has gone, and its keeper, take to end it (dbt_forks.py). */
  private static final Duration WITHOUT_CLIENT = Duration.ofSeconds(20);

  private final ServerConnection connection;
  private final DbtServer server;
  private final Consumer<OutputLine> listener;
  private final Consumer<ServedRun> whenOver;
  private final CompletableFuture<Exit> ended = new CompletableFuture<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private OptionalLong group = OptionalLong.empty();
  private volatile boolean left;

  /**
   * @param server   below which it runs
   * @param listener takes the runner's lines, on a thread of its own, one after the other
   * @param whenOver is called once, when nothing of it lives any more, but for what {@link #left()} tells of
   */
  ServedRun(ServerConnection connection, DbtServer server, Consumer<OutputLine> listener, Consumer<ServedRun> whenOver) {
    this.connection = connection;
    this.server = server;
    this.listener = listener;
    this.whenOver = whenOver;
  }

  /** Whether something of it may live that only the end of the server ends: its keeper could not kill it, or was killed itself. */
  boolean left() {
    return left;
  }

  /** Takes what is told of it. When the server is gone by now, the end of the stream says so. */
  ServedRun begin() {
    try {
      Thread.ofVirtual().name("dbt-run").start(this::read);
      return this;
    } catch (Error noThread) {
      finish();
      throw noThread;
    }
  }

  private void read() {
    try {
      for (Optional<OutputLine> line = connection.readLine(); line.isPresent(); line = connection.readLine()) {
        take(line.get());
      }
      left |= !ended.isDone();
      end(WITH_ITS_KEEPER);
    } catch (IOException | RuntimeException | Error failed) {
      try {
        kill();
      } finally {
        finish();
        ended.completeExceptionally(failed);
      }
    }
  }

  private void take(OutputLine line) throws IOException {
    if (line.text().startsWith("{\"event\": \"started\"")) {
      started(ToldObject.of(line.text()).number("pid"));
    } else if (line.text().startsWith("{\"event\": \"printed\"")) {
      ToldObject printed = ToldObject.of(line.text());
      listener.accept(new OutputLine(OutputLine.Source.STDERR, printed.text("text"), printed.flag("goes_on")));
    } else if (line.text().startsWith("{\"event\": \"_exit\"")) {
      ToldObject told = ToldObject.of(line.text());
      left = told.flag("left");
      end(exitOf(told));
    } else if (line.text().startsWith("{\"event\": \"refused\"")) {
      String reason = ToldObject.of(line.text()).text("reason");
      listener.accept(new OutputLine(OutputLine.Source.STDERR, "The process that watches over dbt failed: " + reason, false));
      end(new Exit.Exited(1));
    } else {
      listener.accept(line);
    }
  }

  private static Exit exitOf(ToldObject told) throws IOException {
    OptionalInt signal = told.numberOrNull("signal");
    return signal.isPresent() ? new Exit.Signalled(signal.getAsInt()) : new Exit.Exited((int) told.number("code"));
  }

  private synchronized void started(long pid) {
    group = OptionalLong.of(pid);
  }

  private void end(Exit exit) {
    finish();
    ended.complete(exit);
  }

  /** From now on the number of the group may be another's. */
  private void finish() {
    synchronized (this) {
      group = OptionalLong.empty();
    }
    if (over.compareAndSet(false, true)) {
      connection.close();
      whenOver.accept(this);
    }
  }

  @Override
  public Exit await(Duration timeout) {
    try {
      return ended.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Exit.StillRunning();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("The output of dbt could not be taken; it was killed.", failure.getCause());
    } catch (InterruptedException interruption) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for dbt; it was killed.", interruption);
    }
  }

  @Override
  public boolean endsWithin(Duration patience) {
    try {
      ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String asking(String request) {
    return "{\"serve\": \"run\"}\n" + request;
  }

  @Override
  public void writeLine(String line) {
    connection.writeLine(line);
  }

  @Override
  public void kill() {
    if (killGroup() || ended.isDone()) {
      return;
    }
    // Its number is not told yet. What hears no one any more ends by itself, and its keeper tells whether something is left.
    connection.sayNoMore();
    Thread.ofVirtual().name("dbt-kill").start(() -> {
      if (!endsWithin(WITHOUT_CLIENT)) {
        close();
      }
    });
  }

  private synchronized boolean killGroup() {
    group.ifPresent(server::killGroup);
    return group.isPresent();
  }

  /** Of a run that is still there, the keeper does not answer. */
  @Override
  public void close() {
    if (!ended.isDone()) {
      try {
        killGroup();
      } finally {
        left = true;
        end(WITH_ITS_KEEPER);
      }
    }
  }
}
