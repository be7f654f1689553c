package io.datachannel.dbt.application.git;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts in a map. */
public final class InMemoryLoginAttempts implements LoginAttempts {
  private final Map<String, LoginAttempt> rows = new ConcurrentHashMap<>();

  @Override
  public void add(LoginAttempt attempt) {
    rows.put(attempt.stateHash(), attempt);
  }

  @Override
  public Optional<LoginAttempt> take(String stateHash) {
    return Optional.ofNullable(rows.remove(stateHash));
  }

  @Override
  public int deleteExpired(Instant now) {
    int before = rows.size();
    rows.values().removeIf(attempt -> !attempt.expiresAt().isAfter(now));
    return before - rows.size();
  }
}
