package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.git.LoginAttempts;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_github_logins}; a verifier is sealed for its account and state. */
public final class MySqlLoginAttempts implements LoginAttempts {
  private final Session session;
  private final SecretSealing sealing;

  public MySqlLoginAttempts(Database database, SecretSealing sealing) {
    this.session = database.session();
    this.sealing = sealing;
  }

  @Override
  public void add(LoginAttempt attempt) {
    AccountId account = attempt.starter().account();
    session.change(GitHubLoginStatements.ADD, Values.of("account", account.value())
        .with("user", attempt.starter().user().value())
        .with("role", attempt.starter().role())
        .with("name", attempt.name())
        .with("state", attempt.stateHash())
        .with("browser", attempt.browserHash())
        .with("verifier", sealing.seal(attempt.verifier(), account, purpose(attempt.stateHash())))
        .with("expires_at", attempt.expiresAt()));
  }

  @Override
  public Optional<LoginAttempt> take(String stateHash) {
    return session.inTransaction(() -> session.one(GitHubLoginStatements.FIND, Values.of("state", stateHash), row -> row)
        .filter(row -> session.change(GitHubLoginStatements.DELETE, Values.of("id", row.integer("id"))) == 1)
        .map(this::read));
  }

  @Override
  public int deleteExpired(Instant now) {
    return session.change(GitHubLoginStatements.DELETE_EXPIRED, Values.of("now", now));
  }

  private LoginAttempt read(Row row) {
    Caller starter = new Caller(
        new AccountId(row.number("account_id")), new UserId(row.number("user_id")), Role.valueOf(row.text("role")));
    String state = row.text("state_sha256");
    return new LoginAttempt(starter, state, row.text("browser_sha256"),
        sealing.open(row.text("sealed_verifier"), starter.account(), purpose(state)), row.text("credential_name"),
        row.instant("expires_at"));
  }

  private static String purpose(String stateHash) {
    return "github-login/" + stateHash + "/verifier";
  }
}
