package io.datachannel.dbt.application.idempotency;

import io.datachannel.dbt.domain.account.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys in a map. A key whose work failed is free again: nothing was kept under it. */
public final class InMemoryIdempotencyKeys implements IdempotencyKeys {
  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  @Override
  public Optional<Taken> take(AccountId account, String key, String request, Instant at) {
    Row row = rows.computeIfAbsent(name(account, key), _ -> new Row(request, at, Optional.empty()));
    if (row.answer().isPresent()) {
      return Optional.of(new Taken(row.request(), row.answer().get()));
    }
    rows.put(name(account, key), new Row(request, at, Optional.empty()));
    return Optional.empty();
  }

  @Override
  public void keep(AccountId account, String key, Answer answer) {
    rows.computeIfPresent(name(account, key), (_, row) -> new Row(row.request(), row.at(), Optional.of(answer)));
  }

  @Override
  public int forgetBefore(Instant instant) {
    int before = rows.size();
    rows.values().removeIf(row -> row.at().isBefore(instant));
    return before - rows.size();
  }

  private static String name(AccountId account, String key) {
    return account.value() + " " + key;
  }

  private record Row(String request, Instant at, Optional<Answer> answer) {}
}
