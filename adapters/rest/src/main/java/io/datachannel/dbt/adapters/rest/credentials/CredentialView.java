package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.HostKey;
import java.util.List;
import java.util.Optional;

/**
 * A credential as the API shows it: never with its token.
 *
 * @param provider GITHUB, GITLAB, BITBUCKET or OTHER; absent when nothing is sent
 * @param login    the user's name at GitHub, for a credential that GitHub's own page gave
 * @param scopes   what GitHub granted to such a one
 * @param publicKey of an SSH key, to be made a deploy key of the repository
 * @param hostKeys  of the servers that such a one trusts, beside those that are trusted anyway
 */
public record CredentialView(int id, String name, String kind, Optional<String> provider, Optional<String> userName,
    Optional<String> login, Optional<List<String>> scopes, Optional<String> publicKey, Optional<List<String>> hostKeys) {
  static final String HTTPS_TOKEN = "https-token";
  static final String PUBLIC = "public";
  static final String SSH_KEY = "ssh-key";
  static final String GITHUB_OAUTH = "github-oauth";

  static CredentialView of(Credential credential) {
    int id = credential.id().value();
    return switch (credential.access()) {
      case GitAccess.Public _ -> new CredentialView(id, credential.name(), PUBLIC, Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
      case GitAccess.HttpsToken https -> new CredentialView(id, credential.name(), HTTPS_TOKEN,
          Optional.of(https.provider().name()), Optional.of(https.userName()), Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty());
      case GitAccess.SshKey ssh -> new CredentialView(id, credential.name(), SSH_KEY, Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.of(ssh.publicKey()), Optional.of(ssh.hostKeys().stream().map(HostKey::line).toList()));
      case GitAccess.GitHubOAuth oauth -> new CredentialView(id, credential.name(), GITHUB_OAUTH,
          Optional.of(oauth.provider().name()), Optional.empty(), Optional.of(oauth.login()), Optional.of(oauth.scopes()), Optional.empty(),
          Optional.empty());
    };
  }
}
