package io.datachannel.dbt.application.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.idempotency.IdempotencyKeys.Taken;
import io.datachannel.dbt.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyKeys} does. */
public abstract class IdempotencyKeysContract {
  private static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  private static final String KEY = "ab".repeat(32);
  private static final String REQUEST = "cd".repeat(32);
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Answer ANSWER =
      new Answer(201, Optional.of("/api/v1/warehouses/7"), Optional.of("\"1\""), "{\"name\":\"Größe 🦆 'x' \\\\\"}");

  protected abstract IdempotencyKeys keys();

  @Test
  public void aFreshKeyIsOurs() {
    assertEquals(Optional.empty(), keys().take(OURS, KEY, REQUEST, AT));
  }

  @Test
  public void aTakenKeyGivesItsAnswer() {
    keys().take(OURS, KEY, REQUEST, AT);
    keys().keep(OURS, KEY, ANSWER);

    assertEquals(Optional.of(new Taken(REQUEST, ANSWER)), keys().take(OURS, KEY, "ef".repeat(32), AT));
  }

  @Test
  public void anAnswerMayHaveNeitherPlaceNorTag() {
    Answer plain = new Answer(202, Optional.empty(), Optional.empty(), "{}");
    keys().take(OURS, KEY, REQUEST, AT);
    keys().keep(OURS, KEY, plain);

    assertEquals(Optional.of(new Taken(REQUEST, plain)), keys().take(OURS, KEY, REQUEST, AT));
  }

  @Test
  public void anotherAccountHasItsOwnKeys() {
    keys().take(OURS, KEY, REQUEST, AT);
    keys().keep(OURS, KEY, ANSWER);

    assertEquals(Optional.empty(), keys().take(ANOTHER, KEY, REQUEST, AT));
  }

  @Test
  public void oldKeysAreForgotten() {
    keys().take(OURS, KEY, REQUEST, AT);
    keys().keep(OURS, KEY, ANSWER);
    keys().take(OURS, "01".repeat(32), REQUEST, AT.plusSeconds(1));

    assertEquals(1, keys().forgetBefore(AT.plusSeconds(1)));
    assertEquals(Optional.empty(), keys().take(OURS, KEY, REQUEST, AT));
  }
}
