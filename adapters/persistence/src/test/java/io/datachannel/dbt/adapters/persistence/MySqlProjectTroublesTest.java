package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.notifications.ProjectTroubles;
import io.datachannel.dbt.application.notifications.ProjectTroublesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlProjectTroublesTest extends ProjectTroublesContract {
  @Override
  protected ProjectTroubles troubles() {
    return new MySqlProjectTroubles(TestDatabase.database());
  }
}
