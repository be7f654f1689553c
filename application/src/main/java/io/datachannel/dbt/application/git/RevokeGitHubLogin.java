package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.credentials.AccessReturn;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Ends logins at GitHub with their credentials; tokens that users made themselves are theirs. */
public final class RevokeGitHubLogin implements AccessReturn {
  private static final Logger LOG = System.getLogger(RevokeGitHubLogin.class.getName());

  private final Optional<GitHubApp> app;

  /** @param app empty when the operator has registered none */
  public RevokeGitHubLogin(Optional<GitHubApp> app) {
    this.app = app;
  }

  @Override
  public void giveBack(GitAccess access) {
    if (access instanceof GitAccess.GitHubOAuth login && app.isPresent()) {
      revoke(app.get(), login);
    }
  }

  private static void revoke(GitHubApp app, GitAccess.GitHubOAuth login) {
    try {
      app.revoke(login.token()).ifPresent(refusal -> LOG.log(Level.WARNING, "The login of " + login.login()
          + " at GitHub could not be revoked there: " + ProviderWords.failureOf(refusal, GitProvider.GITHUB).message()));
    } catch (PortFailure unreadable) {
      LOG.log(Level.WARNING, "The login of " + login.login() + " at GitHub cannot be revoked there: " + unreadable.getMessage());
    }
  }
}
