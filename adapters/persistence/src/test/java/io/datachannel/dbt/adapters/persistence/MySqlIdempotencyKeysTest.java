package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.idempotency.IdempotencyKeys;
import io.datachannel.dbt.application.idempotency.IdempotencyKeysContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlIdempotencyKeysTest extends IdempotencyKeysContract {
  @Override
  protected IdempotencyKeys keys() {
    return new MySqlIdempotencyKeys(TestDatabase.database(), new ReversingSeal());
  }
}
