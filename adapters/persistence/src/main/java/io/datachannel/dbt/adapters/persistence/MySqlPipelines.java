package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.pipelines.Pipelines;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of the platform's {@code pipelines}. */
public final class MySqlPipelines implements Pipelines {
  private final Session session;

  public MySqlPipelines(Database database) {
    this.session = database.session();
  }

  /** A schedule waits for few. */
  @Override
  public Set<PipelineId> known(AccountId account, Collection<PipelineId> pipelines) {
    return pipelines.stream().filter(pipeline -> session.one(PipelineLoadStatements.KNOWN,
        Values.of("account", account.value()).with("pipeline", pipeline.value()), row -> row.number("id")).isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }
}
