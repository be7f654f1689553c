package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.keys.EncryptionKeys;
import io.datachannel.dbt.application.keys.EncryptionKeysContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlEncryptionKeysTest extends EncryptionKeysContract {
  @Override
  protected EncryptionKeys keys() {
    return new MySqlEncryptionKeys(TestDatabase.database());
  }
}
