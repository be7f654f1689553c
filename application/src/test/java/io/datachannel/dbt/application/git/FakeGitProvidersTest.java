package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.RateLimited;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;

class FakeGitProvidersTest extends GitProvidersContract {
  private final GitProviders providers = new FakeGitProviders(HOLDER, NAMES).with("acme/shop-000", BRANCHES)
      .refusing(new Secret(REVOKED), new Denied(Reason.TOKEN_REFUSED, ""))
      .refusing(new Secret(BUSY), new RateLimited(RESET))
      .refusing(new Secret(BROKEN), new Unavailable("is on fire"));

  @Override
  protected GitProviders providers() {
    return providers;
  }

  @Override
  protected GitAccess access(String token) {
    return new GitAccess.HttpsToken("x", new Secret(token), GitProvider.GITHUB);
  }
}
