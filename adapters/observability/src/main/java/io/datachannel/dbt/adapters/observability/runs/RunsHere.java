package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Gathers what is learned of the runs that this copy carries out, and tells the watchers. */
public final class RunsHere {
  private static final Logger LOG = System.getLogger(RunsHere.class.getName());

  private final List<RunWatcher> watchers;
  private final int mostNodes;
  private final Map<RunId, Seen> runs = new ConcurrentHashMap<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /** @param mostNodes of a run that are kept until it is over */
  public RunsHere(List<? extends RunWatcher> watchers, int mostNodes) {
    this.watchers = List.copyOf(watchers);
    this.mostNodes = mostNodes;
  }

  /** Carries a run out, which ends what is known of it here. */
  public void carryOut(ClaimedRun claimed, Runnable work) {
    Seen seen = new Seen(claimed, mostNodes);
    runs.put(claimed.run().id(), seen);
    tell(watcher -> watcher.claimed(claimed));
    try {
      work.run();
    } finally {
      runs.remove(claimed.run().id(), seen);
      tell(watcher -> watcher.over(seen.report()));
    }
  }

  void ended(Run before, RunState.Final end) {
    of(before.id(), seen -> seen.end = Optional.of(end));
    tell(watcher -> watcher.ended(before, end));
  }

  void failed(RunId run, List<RunError> errors) {
    of(run, seen -> seen.errors.addAll(errors));
    tell(watcher -> watcher.failed(errors));
  }

  void fired(List<FiringRecord> firings) {
    tell(watcher -> watcher.fired(firings));
  }

  /** The last one counts. */
  void measured(RunId run, RunTimeline timeline) {
    of(run, seen -> seen.timeline = Optional.of(timeline));
  }

  void ran(RunId run, List<NodeResult> nodes) {
    of(run, seen -> seen.add(nodes));
  }

  private void of(RunId run, Consumer<Seen> learned) {
    Optional.ofNullable(runs.get(run)).ifPresent(seen -> {
      synchronized (seen) {
        learned.accept(seen);
      }
    });
  }

  private void tell(Consumer<RunWatcher> news) {
    for (RunWatcher watcher : watchers) {
      try {
        news.accept(watcher);
      } catch (RuntimeException failed) {
        if (told.compareAndSet(false, true)) {
          LOG.log(Level.WARNING, "what became of a run is missing in metrics or traces; this is told once", failed);
        }
      }
    }
  }

  /** One run. */
  private static final class Seen {
    private final ClaimedRun claimed;
    private final int mostNodes;
    private final List<RunError> errors = new ArrayList<>();
    private final List<NodeResult> nodes = new ArrayList<>();
    private int unseen;
    private Optional<RunState.Final> end = Optional.empty();
    private Optional<RunTimeline> timeline = Optional.empty();

    Seen(ClaimedRun claimed, int mostNodes) {
      this.claimed = claimed;
      this.mostNodes = mostNodes;
    }

    void add(List<NodeResult> more) {
      int room = Math.min(mostNodes - nodes.size(), more.size());
      nodes.addAll(more.subList(0, room));
      unseen += more.size() - room;
    }

    synchronized RunReport report() {
      return new RunReport(claimed, end, timeline, List.copyOf(errors), List.copyOf(nodes), unseen);
    }
  }
}
