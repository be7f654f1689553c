package io.datachannel.dbt.application.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.account.ApiTokens.NewToken;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ApiTokens} does. */
public abstract class ApiTokensContract {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final String HASH = "ab".repeat(32);
  private static final Instant MADE = Instant.parse("2026-03-01T10:00:00.123456Z");

  protected abstract ApiTokens tokens();

  private TokenId add(String hash) {
    return tokens().add(new NewToken(CALLER, "made at the first start 🦆", hash, MADE, Optional.of(MADE.plusSeconds(60))));
  }

  private ApiToken found(String hash) {
    return tokens().find(hash).orElseThrow();
  }

  @Test
  public void aTokenTellsItsHolder() {
    TokenId id = add(HASH);

    assertEquals(new ApiToken(id, CALLER, "made at the first start 🦆", MADE, Optional.of(MADE.plusSeconds(60)), Optional.empty(),
        Optional.empty()), found(HASH));
  }

  @Test
  public void anUnknownHashHasNoHolder() {
    add(HASH);

    assertEquals(Optional.empty(), tokens().find("cd".repeat(32)));
    assertEquals(Optional.empty(), tokens().find(HASH + " "));
  }

  @Test
  public void itIsKnownWhetherThereIsAny() {
    assertFalse(tokens().any());
    add(HASH);
    assertTrue(tokens().any());
  }

  @Test
  public void aTokenIsRevokedOnceAndByItsAccountAlone() {
    TokenId id = add(HASH);

    assertEquals(0, tokens().revoke(new AccountId(2), id, MADE));
    assertEquals(1, tokens().revoke(CALLER.account(), id, MADE.plusSeconds(5)));
    assertEquals(0, tokens().revoke(CALLER.account(), id, MADE.plusSeconds(6)));
    assertEquals(Optional.of(MADE.plusSeconds(5)), found(HASH).revokedAt());
  }

  @Test
  public void itsUseIsNotedToTheMinute() {
    TokenId id = add(HASH);

    tokens().noteUse(id, MADE);
    tokens().noteUse(id, MADE.plusSeconds(59));
    assertEquals(Optional.of(MADE), found(HASH).lastUsedAt());
    tokens().noteUse(id, MADE.plusSeconds(60));
    assertEquals(Optional.of(MADE.plusSeconds(60)), found(HASH).lastUsedAt());
  }

  @Test
  public void tokensAreListedByPage() {
    TokenId first = add(HASH);
    TokenId second = add("cd".repeat(32));

    assertEquals(List.of(first), tokens().list(CALLER.account(), new Page(0, 1)).stream().map(ApiToken::id).toList());
    assertEquals(List.of(second), tokens().list(CALLER.account(), new Page(first.value(), 10)).stream().map(ApiToken::id).toList());
    assertEquals(List.of(), tokens().list(new AccountId(2), new Page(0, 10)));
  }
}
