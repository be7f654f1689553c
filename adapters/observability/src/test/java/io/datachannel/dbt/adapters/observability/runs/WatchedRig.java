package io.datachannel.dbt.adapters.observability.runs;

import static io.datachannel.dbt.application.runs.RunBuilder.QUEUED_AT;

import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.runs.ClaimedRun;
import io.datachannel.dbt.application.runs.InMemoryRuns;
import io.datachannel.dbt.application.runs.InMemoryTraceParents;
import io.datachannel.dbt.application.runs.LeaseWatch;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.RunStore;
import io.datachannel.dbt.application.runs.RunTimeline;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs in memory, carried out as the service does it, with the watchers around its ports. */
public final class WatchedRig {
  public static final String COPY = "copy-a";
  private static final LeaseTerms TERMS = new LeaseTerms(COPY, Duration.ofSeconds(30), Duration.ofSeconds(10));

  public final SettableClock clock = new SettableClock(QUEUED_AT);
  private final InMemoryRuns rows = new InMemoryRuns();
  private final DirectUnitOfWork work = new DirectUnitOfWork();
  private final RunsHere here;
  public final WatchedRuns runs;
  private final RunStore store;

  public WatchedRig(RunWatcher watcher, InMemoryTraceParents parents, int mostNodes) {
    this.here = new RunsHere(List.of(watcher), mostNodes);
    this.runs = new WatchedRuns(rows, work, here, Optional.of(parents));
    this.store = new RunStore(work, runs, rows.queue(clock), rows.ledger(), rows.slots(4));
  }

  public RunsHere here() {
    return here;
  }

  public ClaimedRun claimed(NewRun fresh) {
    runs.add(fresh);
    return claimed();
  }

  /** The next one. */
  public ClaimedRun claimed() {
    Run run = store.claim(COPY, Duration.ofHours(1)).orElseThrow();
    return new ClaimedRun(run, ((RunState.Running) run.state()).lease(), new LeaseWatch(TERMS, clock, clock.instant()), QUEUED_AT);
  }

  /** What happens in a run. @param next how it goes on; a state that is not final puts it back */
  public void carryOut(ClaimedRun claimed, RunTimeline timeline, List<NodeResult> nodes, List<RunError> errors, RunState next) {
    here.carryOut(claimed, () -> ended(claimed, timeline, nodes, errors, next));
  }

  public void ended(ClaimedRun claimed, RunTimeline timeline, List<NodeResult> nodes, List<RunError> errors, RunState next) {
    WatchedLedger ledger = new WatchedLedger(rows.ledger(), work, here);
    WatchedTimelines timelines = new WatchedTimelines(rows.timelines(), here);
    ledger.recordNodes(claimed.run().id(), claimed.lease(), nodes);
    work.inTransaction(() -> {
      store.move(claimed.run().id(), next);
      ledger.recordErrors(claimed.run().id(), claimed.lease(), errors);
      return timelines.record(claimed.run().id(), claimed.lease(), new RunTimeline(timeline.spans().subList(0, 1), timeline.dbtSteps()));
    });
    timelines.record(claimed.run().id(), claimed.lease(), timeline);
  }

  public static NodeResult node(String name, String status, Instant startedAt, Duration took) {
    return new NodeResult("model.shop." + name, "model", name, status, Optional.of(startedAt), took, OptionalLong.empty(), "quotes 'bob@acme.example'", "Thread-1");
  }
}
