package io.datachannel.dbt.application.idempotency;

class InMemoryIdempotencyKeysTest extends IdempotencyKeysContract {
  private final IdempotencyKeys keys = new InMemoryIdempotencyKeys();

  @Override
  protected IdempotencyKeys keys() {
    return keys;
  }
}
