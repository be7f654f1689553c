package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A credential as the API shows it: never with its token.
 *
 * @param provider GITHUB, GITLAB, BITBUCKET or OTHER; absent when nothing is sent
 * @param login    the user's name at GitHub, for a credential that GitHub's own page gave
 * @param scopes   what GitHub granted to such a one
 */
public record CredentialView(int id, String name, String kind, Optional<String> provider, Optional<String> userName,
    Optional<String> login, Optional<List<String>> scopes) {
  static final String HTTPS_TOKEN = "https-token";
  static final String PUBLIC = "public";
  private static final String GITHUB_OAUTH = "github-oauth";
  /** What GitHub documents for tokens of apps; with personal tokens it and GitLab take any name. */
  private static final String STANDARD_USER = "x-access-token";
  /** What Bitbucket wants for access tokens of repositories, projects and workspaces. */
  private static final String BITBUCKET_USER = "x-token-auth";

  static CredentialView of(Credential credential) {
    int id = credential.id().value();
    return switch (credential.access()) {
      case GitAccess.Public _ -> new CredentialView(id, credential.name(), PUBLIC, Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty());
      case GitAccess.HttpsToken https -> new CredentialView(id, credential.name(), HTTPS_TOKEN,
          Optional.of(https.provider().name()), Optional.of(https.userName()), Optional.empty(), Optional.empty());
      case GitAccess.GitHubOAuth oauth -> new CredentialView(id, credential.name(), GITHUB_OAUTH,
          Optional.of(oauth.provider().name()), Optional.empty(), Optional.of(oauth.login()), Optional.of(oauth.scopes()));
    };
  }

  static GitAccess httpsToken(JsonBody body) {
    GitProvider provider = body.optionalChoice("provider", GitProvider.class).orElse(GitProvider.OTHER);
    String standardUser = provider == GitProvider.BITBUCKET ? BITBUCKET_USER : STANDARD_USER;
    return new GitAccess.HttpsToken(
        body.optionalText("userName").orElse(standardUser), new Secret(body.requiredText("token")), provider);
  }
}
