package io.datachannel.dbt.application.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.git.LoginAttempts.LoginAttempt;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link LoginAttempts} does. */
public abstract class LoginAttemptsContract {
  private static final Caller STARTER = new Caller(new AccountId(1), new UserId(1), Role.EDITOR);
  private static final Instant END = Instant.parse("2026-03-01T10:10:00Z");
  private static final String STATE = "ab".repeat(32);

  protected abstract LoginAttempts attempts();

  @Test
  public void anAttemptIsTakenOnce() {
    LoginAttempt attempt = begun(STATE, END);

    assertEquals(Optional.of(attempt), attempts().take(STATE));
    assertEquals(Optional.empty(), attempts().take(STATE));
  }

  @Test
  public void anotherStateTakesNothing() {
    LoginAttempt attempt = begun(STATE, END);

    assertEquals(Optional.empty(), attempts().take("cd".repeat(32)));
    assertEquals(Optional.of(attempt), attempts().take(STATE));
  }

  @Test
  public void thoseThatNeverCameBackAreDeletedAtTheirEnd() {
    begun(STATE, END);
    LoginAttempt later = begun("cd".repeat(32), END.plusSeconds(1));

    assertEquals(0, attempts().deleteExpired(END.minusSeconds(1)));
    assertEquals(1, attempts().deleteExpired(END));
    assertEquals(Optional.of(later), attempts().take(later.stateHash()));
  }

  private LoginAttempt begun(String state, Instant end) {
    LoginAttempt attempt = new LoginAttempt(STARTER, state, "ef".repeat(32), new Secret("verifier\"é"), "My GitHub 🦆", end);
    attempts().add(attempt);
    return attempt;
  }
}
