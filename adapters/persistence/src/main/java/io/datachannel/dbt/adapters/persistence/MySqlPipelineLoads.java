package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.pipelines.PipelineLoad;
import io.datachannel.dbt.application.pipelines.PipelineLoads;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_pipeline_loads}. */
public final class MySqlPipelineLoads implements PipelineLoads {
  private final Session session;

  public MySqlPipelineLoads(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<PipelineLoad> add(Caller reporter, PipelineId pipeline, Instant loadedAt, Instant reportedAt) {
    Values values = Values.of("account", reporter.account().value()).with("pipeline", pipeline.value())
        .with("loaded_at", loadedAt).with("reported_at", reportedAt).with("user", reporter.user().value());
    return session.inTransaction(() -> session.change(PipelineLoadStatements.ADD, values) == 0
        ? Optional.empty() : latest(reporter.account(), pipeline));
  }

  @Override
  public Optional<PipelineLoad> latest(AccountId account, PipelineId pipeline) {
    return session.one(PipelineLoadStatements.LATEST,
        Values.of("account", account.value()).with("pipeline", pipeline.value()),
        row -> new PipelineLoad(row.number("id"), new PipelineId(row.number("pipeline_id")), row.instant("loaded_at"),
            row.instant("reported_at")));
  }
}
