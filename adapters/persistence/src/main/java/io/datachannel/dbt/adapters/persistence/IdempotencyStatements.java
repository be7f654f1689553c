package io.datachannel.dbt.adapters.persistence;

/** The statements of {@link MySqlIdempotencyKeys}. */
final class IdempotencyStatements {
  /** Waits for a transaction that is about to take the same key. */
  static final Sql TAKE = new Sql("idempotency.take", """
      insert ignore into ${admin}.dbt_idempotency_keys (account_id, key_sha256, request_sha256, created_at)
      values (:account, :key, :request, :at)
      """);

  static final Sql FIND = new Sql("idempotency.find", """
      select request_sha256, status, location, etag, answer_sealed
      from ${admin}.dbt_idempotency_keys
      where account_id = :account and key_sha256 = :key
      """);

  static final Sql KEEP = new Sql("idempotency.keep", """
      update ${admin}.dbt_idempotency_keys
      set status = :status, location = :location, etag = :etag, answer_sealed = :answer
      where account_id = :account and key_sha256 = :key
      """);

  static final Sql FORGET = new Sql("idempotency.forget", """
      delete from ${admin}.dbt_idempotency_keys
      where created_at < :before
      """);

  private IdempotencyStatements() {}
}
