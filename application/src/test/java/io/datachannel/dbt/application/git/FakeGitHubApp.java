package io.datachannel.dbt.application.git;

import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.credential.GitAccess.Renewal;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** GitHub's page, which any code comes back from; a code is redeemed by the verifier of the challenge that was seen with its state. */
public final class FakeGitHubApp implements GitHubApp {
  private static final Duration LIFE = Duration.ofHours(8);

  private final Map<String, String> challengeOfState = new ConcurrentHashMap<>();
  private final Set<String> renewed = ConcurrentHashMap.newKeySet();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  @Override
  public URI pageFor(Secret state, String challenge) {
    challengeOfState.put(state.reveal(), challenge);
    return URI.create("https://github.example/authorize?state=" + state.reveal());
  }

  /** @param code the state, behind {@code code-of-} */
  @Override
  public ProviderAnswer<GitHubOAuth> redeem(Secret code, Secret verifier) {
    String state = code.reveal().replaceFirst("code-of-", "");
    boolean known = challengeOfState.containsKey(state) && !challengeOfState.get(state).equals(verifier.reveal());
    return known
        ? new ProviderAnswer.Answered<>(new GitHubOAuth("octocat", List.of("repo"), new Secret("gho_for_" + state)))
        : new ProviderAnswer.Refused<>(new ProviderAnswer.Denied(ProviderAnswer.Reason.TOKEN_REFUSED, ""));
  }

  /** The next token has one more dash; a refresh token is taken once. */
  @Override
  public ProviderAnswer<GitHubOAuth> renew(GitHubOAuth login) {
    Renewal renewal = login.renewal().orElseThrow();
    return renewed.add(renewal.refreshToken().reveal())
        ? new ProviderAnswer.Answered<>(new GitHubOAuth(login.login(), login.scopes(), new Secret(login.token().reveal() + "-"),
            Optional.of(new Renewal(new Secret(renewal.refreshToken().reveal() + "-"), renewal.expiresAt().plus(LIFE)))))
        : new ProviderAnswer.Refused<>(new ProviderAnswer.Denied(ProviderAnswer.Reason.TOKEN_EXPIRED, ""));
  }

  @Override
  public Optional<ProviderAnswer.Refusal> revoke(Secret token) {
    revoked.add(token.reveal());
    return Optional.empty();
  }

  /** The tokens that were revoked. */
  public Set<String> revoked() {
    return Set.copyOf(revoked);
  }
}
