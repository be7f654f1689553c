package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.pipelines.PipelineLoads;
import io.datachannel.dbt.application.pipelines.PipelineLoadsContract;
import io.datachannel.dbt.application.pipelines.Pipelines;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlPipelineLoadsTest extends PipelineLoadsContract {
  private static final Sql ADD = new Sql("test.addPipeline", """
      insert into ${admin}.pipelines (account_id, data_warehouse_id, name) values (:account, :warehouse, 'orders')
      """);

  @Override
  protected PipelineLoads loads() {
    return new MySqlPipelineLoads(TestDatabase.database());
  }

  @Override
  protected Pipelines pipelines() {
    return new MySqlPipelines(TestDatabase.database());
  }

  @Override
  protected PipelineId pipeline(AccountId owner) {
    return new PipelineId(TestDatabase.database().session().add(ADD,
        Values.of("account", owner.value()).with("warehouse", TestDatabase.fixture().warehouse(owner).value())));
  }
}
