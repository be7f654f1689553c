package io.datachannel.dbt.application.idempotency;

import io.datachannel.dbt.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/** The keys that requests were answered under, with the answers. */
public interface IdempotencyKeys {

  /**
   * Takes a key for a request. While another transaction holds the same key this waits for its end.
   *
   * @param key     lower-case hexadecimal SHA-256 of what the caller chose
   * @param request lower-case hexadecimal SHA-256 of what is asked for
   * @return the request that the key was taken for before; empty when it is ours now
   */
  Optional<Taken> take(AccountId account, String key, String request, Instant at);

  /** Keeps the answer, in the transaction that took the key. */
  void keep(AccountId account, String key, Answer answer);

  /** @return how many keys from before an instant were forgotten */
  int forgetBefore(Instant instant);

  /** @param request the hash that the key was taken with */
  record Taken(String request, Answer answer) {}
}
