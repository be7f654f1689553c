package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;

class InMemoryPipelineLoadsTest extends PipelineLoadsContract {
  private final InMemoryPipelineLoads loads = new InMemoryPipelineLoads();

  @Override
  protected PipelineLoads loads() {
    return loads;
  }

  @Override
  protected Pipelines pipelines() {
    return loads;
  }

  @Override
  protected PipelineId pipeline(AccountId owner) {
    return loads.addPipeline(owner);
  }
}
