package io.datachannel.dbt.application.pipelines;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.pipeline.PipelineId;
import java.util.Collection;
import java.util.Set;

/** The pipelines of the platform. */
public interface Pipelines {
  /** Those of these that the account has. */
  Set<PipelineId> known(AccountId account, Collection<PipelineId> pipelines);
}
