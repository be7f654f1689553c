package io.datachannel.dbt.application.keys;

class InMemoryEncryptionKeysTest extends EncryptionKeysContract {
  private final EncryptionKeys keys = new InMemoryEncryptionKeys();

  @Override
  protected EncryptionKeys keys() {
    return keys;
  }
}
