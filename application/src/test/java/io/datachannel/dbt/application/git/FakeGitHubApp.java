package io.datachannel.dbt.application.git;

import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** GitHub's page, which any code comes back from; a code is redeemed by the verifier of the challenge that was seen with its state. */
public final class FakeGitHubApp implements GitHubApp {
  private final Map<String, String> challengeOfState = new ConcurrentHashMap<>();

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
}
