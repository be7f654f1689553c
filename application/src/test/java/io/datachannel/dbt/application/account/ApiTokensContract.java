package io.datachannel.dbt.application.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ApiTokens} does. */
public abstract class ApiTokensContract {
  private static final Caller CALLER = new Caller(new AccountId(1), new UserId(1));
  private static final String HASH = "ab".repeat(32);

  protected abstract ApiTokens tokens();

  @Test
  public void aTokenTellsItsCaller() {
    tokens().add(CALLER, "made at the first start 🦆", HASH);

    assertEquals(Optional.of(CALLER), tokens().callerOf(HASH));
  }

  @Test
  public void anUnknownHashHasNoCaller() {
    tokens().add(CALLER, "label", HASH);

    assertEquals(Optional.empty(), tokens().callerOf("cd".repeat(32)));
    assertEquals(Optional.empty(), tokens().callerOf(HASH + " "));
  }

  @Test
  public void itIsKnownWhetherThereIsAny() {
    assertFalse(tokens().any());
    tokens().add(CALLER, "label", HASH);
    assertTrue(tokens().any());
  }
}
