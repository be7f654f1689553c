package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.credential.GitProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Credentials for those who use them: a login at GitHub that is about to end is renewed when it is looked for. GitHub takes a refresh token
 * once, so the row is locked meanwhile, and whoever waits for it finds the next token there.
 */
public final class RenewingCredentials implements Credentials {
  private static final Logger LOG = System.getLogger(RenewingCredentials.class.getName());
  /** A checkout or a look through many pages is over by then. */
  private static final Duration AHEAD = Duration.ofMinutes(20);

  private final Credentials credentials;
  private final Optional<GitHubApp> app;
  private final UnitOfWork work;
  private final InstantSource clock;

  /** @param app empty when the operator has registered none; then nothing is renewed */
  public RenewingCredentials(Credentials credentials, Optional<GitHubApp> app, UnitOfWork work, InstantSource clock) {
    this.credentials = credentials;
    this.app = app;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public Optional<Credential> find(AccountId account, CredentialId id) {
    Optional<Credential> found = credentials.find(account, id);
    return app.isPresent() && found.filter(this::isDue).isPresent()
        ? work.inTransaction(() -> credentials.lock(account, id).map(locked -> isDue(locked) ? renewed(locked, app.get()) : locked))
        : found;
  }

  private boolean isDue(Credential credential) {
    return credential.access() instanceof GitHubOAuth login
        && login.renewal().filter(renewal -> clock.instant().plus(AHEAD).isAfter(renewal.expiresAt())).isPresent();
  }

  /** One that cannot be renewed is given as it is: it may still be good, and when it is not, GitHub says so to who uses it. */
  private Credential renewed(Credential credential, GitHubApp github) {
    return switch (github.renew((GitHubOAuth) credential.access())) {
      case ProviderAnswer.Answered<GitHubOAuth>(GitHubOAuth next) -> kept(credential.changed(credential.name(), next));
      case ProviderAnswer.Refused<GitHubOAuth>(ProviderAnswer.Refusal refusal) -> {
        LOG.log(Level.WARNING, "The login at GitHub of credential " + credential.id().value() + " could not be renewed: "
            + ProviderWords.failureOf(refusal, GitProvider.GITHUB).message());
        yield credential;
      }
    };
  }

  private Credential kept(Credential next) {
    if (credentials.update(next) != 1) {
      throw new IllegalStateException("a locked credential changed under the lock: " + next.id().value());
    }
    return next;
  }

  @Override
  public CredentialId add(AccountId account, String name, GitAccess access) {
    return credentials.add(account, name, access);
  }

  @Override
  public Optional<Credential> lock(AccountId account, CredentialId id) {
    return credentials.lock(account, id);
  }

  @Override
  public int update(Credential next) {
    return credentials.update(next);
  }

  @Override
  public int bind(AccountId account, CredentialId id, String host) {
    return credentials.bind(account, id, host);
  }

  @Override
  public int delete(AccountId account, CredentialId id) {
    return credentials.delete(account, id);
  }

  @Override
  public List<Credential> list(AccountId account, Page page) {
    return credentials.list(account, page);
  }
}
