package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.TraceParent;
import io.datachannel.dbt.domain.run.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** In a map. */
public final class InMemoryTraceParents implements TraceParents {
  private final Map<RunId, TraceParent> parents = new ConcurrentHashMap<>();

  @Override
  public void keep(RunId run, TraceParent parent) {
    parents.put(run, parent);
  }

  @Override
  public Optional<TraceParent> find(RunId run) {
    return Optional.ofNullable(parents.get(run));
  }
}
