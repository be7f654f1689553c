package io.datachannel.dbt.adapters.observability.runs;

import io.datachannel.dbt.application.execution.WorkContext;
import io.datachannel.dbt.application.runs.ForwardingRuns;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.runs.TraceParents;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.util.List;
import java.util.Optional;

/** The runs, of which each committed end is told. A run that a request asks for keeps the request's place in a trace. */
public final class WatchedRuns extends ForwardingRuns {
  private final UnitOfWork work;
  private final RunsHere here;
  private final Optional<TraceParents> parents;

  /** @param parents absent where there are no traces */
  public WatchedRuns(Runs runs, UnitOfWork work, RunsHere here, Optional<? extends TraceParents> parents) {
    super(runs);
    this.work = work;
    this.here = here;
    this.parents = parents.map(kept -> kept);
  }

  @Override
  public int move(Run before, RunState next) {
    int rows = super.move(before, next);
    if (rows == 1 && next instanceof RunState.Final ended) {
      work.afterCommit(() -> here.ended(before, ended));
    }
    return rows;
  }

  @Override
  public RunId add(NewRun run) {
    return work.inTransaction(() -> kept(List.of(super.add(run))).getFirst());
  }

  @Override
  public List<RunId> addAll(List<NewRun> added) {
    return work.inTransaction(() -> kept(super.addAll(added)));
  }

  private List<RunId> kept(List<RunId> ids) {
    parents.ifPresent(kept -> WorkContext.current().traceParent().ifPresent(parent -> ids.forEach(id -> kept.keep(id, parent))));
    return ids;
  }
}
