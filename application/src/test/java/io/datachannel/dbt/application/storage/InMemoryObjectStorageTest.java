package io.datachannel.dbt.application.storage;

class InMemoryObjectStorageTest extends ObjectStorageContract {
  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();

  @Override
  protected ObjectStorage storage() {
    return storage;
  }
}
