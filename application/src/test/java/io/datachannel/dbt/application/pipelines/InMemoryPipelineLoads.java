package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pipelines in a map and loads in a list. */
public final class InMemoryPipelineLoads implements PipelineLoads, Pipelines {
  private final Map<PipelineId, AccountId> pipelines = new HashMap<>();
  private final List<PipelineLoad> loads = new ArrayList<>();

  /** A new pipeline of the platform. */
  public synchronized PipelineId addPipeline(AccountId owner) {
    PipelineId id = new PipelineId(pipelines.size() + 1);
    pipelines.put(id, owner);
    return id;
  }

  @Override
  public synchronized Set<PipelineId> known(AccountId account, Collection<PipelineId> asked) {
    return asked.stream().filter(pipeline -> account.equals(pipelines.get(pipeline))).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public synchronized Optional<PipelineLoad> add(Caller reporter, PipelineId pipeline, Instant loadedAt, Instant reportedAt) {
    if (!reporter.account().equals(pipelines.get(pipeline))) {
      return Optional.empty();
    }
    loads.add(new PipelineLoad(loads.size() + 1, pipeline, loadedAt, reportedAt));
    return Optional.of(loads.getLast());
  }

  @Override
  public synchronized Optional<PipelineLoad> latest(AccountId account, PipelineId pipeline) {
    return loads.reversed().stream()
        .filter(load -> load.pipeline().equals(pipeline) && account.equals(pipelines.get(pipeline))).findFirst();
  }
}
