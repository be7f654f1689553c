package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.collections.Collections;
import io.datachannel.dbt.application.collections.CollectionsContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlCollectionsTest extends CollectionsContract {
  @Override
  protected Collections collections() {
    return new MySqlCollections(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }
}
