package io.datachannel.dbt.application.account;

import io.datachannel.dbt.domain.account.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The hashes of tokens in a map. */
public final class InMemoryApiTokens implements ApiTokens {
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  @Override
  public Optional<Caller> callerOf(String hash) {
    return Optional.ofNullable(callers.get(hash));
  }

  @Override
  public void add(Caller caller, String label, String hash) {
    callers.put(hash, caller);
  }

  @Override
  public boolean any() {
    return !callers.isEmpty();
  }
}
