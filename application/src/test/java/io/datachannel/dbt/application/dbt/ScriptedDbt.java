package io.datachannel.dbt.application.dbt;

import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Plays, for each dbt command, the events and the end that a test gives; without a script the command just completes. */
public final class ScriptedDbt implements DbtProcess {
  private final Map<String, Script> scripts = new HashMap<>();
  private final Map<String, Consumer<DbtRequest>> works = new HashMap<>();
  private final List<DbtRequest> requests = new ArrayList<>();
  private final List<DbtRequest> warmed = new CopyOnWriteArrayList<>();
  private final List<Duration> leases = new CopyOnWriteArrayList<>();
  private volatile boolean heedsInterrupts = true;
  private volatile boolean hearsLeases = true;
  private volatile int interrupts;

  private record Script(List<DbtEvent> events, CompletableFuture<DbtEnd> end, Runnable during) {}

  public ScriptedDbt on(String command, DbtEnd end, DbtEvent... events) {
    scripts.put(command, new Script(List.of(events), CompletableFuture.completedFuture(end), () -> { }));
    return this;
  }

  /** This is done whenever the command begins, for example to write what it would write. */
  public ScriptedDbt doing(String command, Consumer<DbtRequest> work) {
    works.put(command, work);
    return this;
  }

  /** The command goes on until it is interrupted; {@code started} is called when it has begun. */
  public ScriptedDbt endless(String command, Runnable started, DbtEvent... events) {
    scripts.put(command, new Script(List.of(events), new CompletableFuture<>(), started));
    return this;
  }

  /** From now on only a kill ends an endless command. */
  public ScriptedDbt deafToInterrupts() {
    heedsInterrupts = false;
    return this;
  }

  /** From now on it cannot be told how long it may go on. */
  public ScriptedDbt deafToLeases() {
    hearsLeases = false;
    return this;
  }

  /** How often it was interrupted. */
  public int interrupts() {
    return interrupts;
  }

  /** For how long it was told each time that it may go on. */
  public List<Duration> leases() {
    return List.copyOf(leases);
  }

  public List<DbtRequest> requests() {
    return List.copyOf(requests);
  }

  /** What was to be made ready. */
  public List<DbtRequest> warmed() {
    return List.copyOf(warmed);
  }

  @Override
  public void warm(DbtRequest request) {
    warmed.add(request);
  }

  @Override
  public Invocation start(DbtRequest request, Consumer<DbtEvent> listener) {
    requests.add(request);
    Script script = scripts.getOrDefault(request.arguments().getFirst(),
        new Script(List.of(), CompletableFuture.completedFuture(new DbtEnd.Completed()), () -> { }));
    works.getOrDefault(request.arguments().getFirst(), _ -> { }).accept(request);
    script.events().forEach(listener);
    return new Invocation() {
      @Override
      public DbtEnd await(Duration timeout) {
        script.during().run();
        return script.end().join();
      }

      @Override
      public void interrupt() {
        interrupts++;
        if (heedsInterrupts) {
          script.end().complete(new DbtEnd.Interrupted());
        }
      }

      @Override
      public void kill() {
        script.end().complete(new DbtEnd.Interrupted());
      }

      @Override
      public void mayGoOn(Duration untilInterrupt, Duration untilKill) {
        if (!hearsLeases) {
          throw new OutOfMemoryError("no thread, on purpose");
        }
        leases.add(untilKill);
      }
    };
  }
}
