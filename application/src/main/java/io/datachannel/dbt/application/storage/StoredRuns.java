package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;

/** All that is kept of runs outside of the database: logs, journals and artifacts, live and stored. */
public interface StoredRuns {

  /** Deletes what there is; nothing is no failure. */
  void delete(AccountId account, RunId run);
}
