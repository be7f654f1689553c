package io.datachannel.dbt.application.account;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The tokens in a map. */
public final class InMemoryApiTokens implements ApiTokens {
  private final Map<Integer, Row> rows = new ConcurrentSkipListMap<>();

  @Override
  public Optional<ApiToken> find(String hash) {
    return rows.values().stream().filter(row -> row.hash().equals(hash)).map(Row::token).findFirst();
  }

  @Override
  public synchronized TokenId add(NewToken token) {
    TokenId id = new TokenId(rows.size() + 1);
    rows.put(id.value(), new Row(token.hash(), new ApiToken(id, token.holder(), token.label(), token.createdAt(), token.expiresAt(),
        Optional.empty(), Optional.empty())));
    return id;
  }

  @Override
  public List<ApiToken> list(AccountId account, Page page) {
    return rows.values().stream().map(Row::token)
        .filter(token -> token.holder().account().equals(account) && token.id().value() > page.after()).limit(page.limit()).toList();
  }

  @Override
  public int revoke(AccountId account, TokenId id, Instant at) {
    Row row = rows.get(id.value());
    if (row == null || !row.token().holder().account().equals(account) || row.token().revokedAt().isPresent()) {
      return 0;
    }
    rows.put(id.value(), row.with(Optional.of(at), row.token().lastUsedAt()));
    return 1;
  }

  @Override
  public void noteUse(TokenId id, Instant at) {
    Row row = rows.get(id.value());
    if (row.token().lastUsedAt().filter(last -> last.plus(Duration.ofMinutes(1)).isAfter(at)).isEmpty()) {
      rows.put(id.value(), row.with(row.token().revokedAt(), Optional.of(at)));
    }
  }

  @Override
  public boolean any() {
    return !rows.isEmpty();
  }

  private record Row(String hash, ApiToken token) {
    Row with(Optional<Instant> revokedAt, Optional<Instant> lastUsedAt) {
      return new Row(hash, new ApiToken(token.id(), token.holder(), token.label(), token.createdAt(), token.expiresAt(), revokedAt,
          lastUsedAt));
    }
  }
}
