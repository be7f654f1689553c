package io.datachannel.dbt.application.git;

import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.Optional;

/** This service as GitHub knows it: an OAuth app (GitHub, "Authorizing OAuth apps", web application flow). */
public interface GitHubApp {

  /**
   * The page at GitHub where a user lets this service read repositories.
   *
   * @param challenge base64url SHA-256 of the verifier (RFC 7636, S256)
   */
  URI pageFor(Secret state, String challenge);

  /** Trades the code that GitHub sent with the user's browser for a token that opens repositories. */
  ProviderAnswer<GitHubOAuth> redeem(Secret code, Secret verifier);

  /** Exchanges a login that ends for its next one. @throws java.util.NoSuchElementException when it has no renewal */
  ProviderAnswer<GitHubOAuth> renew(GitHubOAuth login);

  /** Has GitHub forget a token that it gave to this app. @return why it did not; empty when the token is good for nothing any more */
  Optional<ProviderAnswer.Refusal> revoke(Secret token);
}
