package io.datachannel.dbt.application.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.credentials.InMemoryCredentials;
import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.transaction.DirectUnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.credential.GitAccess.Renewal;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins that end, and who finds what when. */
class RenewingCredentialsTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Instant END = Instant.parse("2026-03-01T18:00:00Z");

  private final SettableClock clock = new SettableClock(END.minus(Duration.ofHours(8)));
  private final InMemoryCredentials rows = new InMemoryCredentials();
  private final FakeGitHubApp github = new FakeGitHubApp();
  private final RenewingCredentials credentials = new RenewingCredentials(rows, Optional.of(github), new DirectUnitOfWork(), clock);
  private final CredentialId login = rows.add(OURS, "app", ending());

  private static GitHubOAuth ending() {
    return new GitHubOAuth("octocat", List.of(), new Secret("ghu_1"), Optional.of(new Renewal(new Secret("ghr_1"), END)));
  }

  private String token() {
    return credentials.find(OURS, login).orElseThrow().access().secret().orElseThrow().reveal();
  }

  @Test
  void aLoginIsRenewedWhenItIsAboutToEndAndNotBefore() {
    clock.advance(Duration.ofHours(8).minusMinutes(21));
    assertEquals("ghu_1", token());

    clock.advance(Duration.ofMinutes(2));

    assertEquals("ghu_1-", token());
    assertEquals("ghu_1-", rows.find(OURS, login).orElseThrow().access().secret().orElseThrow().reveal());
    assertEquals("ghu_1-", token());
  }

  @Test
  void oneThatCannotBeRenewedIsFoundAsItIs() {
    github.renew(ending());
    clock.advance(Duration.ofHours(9));

    assertEquals("ghu_1", token());
  }

  @Test
  void withoutAnAppNothingIsRenewed() {
    clock.advance(Duration.ofHours(8));

    assertEquals(rows.find(OURS, login), new RenewingCredentials(rows, Optional.empty(), new DirectUnitOfWork(), clock).find(OURS, login));
  }

  @Test
  void aLoginThatGoesOnIsLeftAlone() {
    GitAccess endless = new GitHubOAuth("octocat", List.of("repo"), new Secret("gho_1"));
    CredentialId id = rows.add(OURS, "endless", endless);

    assertEquals(endless, credentials.find(OURS, id).orElseThrow().access());
  }
}
