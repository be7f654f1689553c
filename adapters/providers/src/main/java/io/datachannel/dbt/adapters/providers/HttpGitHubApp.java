package io.datachannel.dbt.adapters.providers;

import static io.datachannel.dbt.adapters.providers.ProviderApi.encoded;

import io.datachannel.dbt.application.git.GitHubApp;
import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.ProviderAnswer;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** GitHub's web application flow, with PKCE. */
public final class HttpGitHubApp implements GitHubApp {
  /** The least that reads private repositories; OAuth apps know no finer one. */
  private static final String SCOPE = "repo";

  private final OAuthClient client;
  private final GitProviders providers;
  private final ProviderHttp http;

  /** @param providers tells who a new token belongs to */
  public HttpGitHubApp(OAuthClient client, GitProviders providers, HttpLimits limits) {
    this.client = client;
    this.providers = providers;
    this.http = new ProviderHttp(limits);
  }

  @Override
  public URI pageFor(Secret state, String challenge) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", client.id());
    client.callback().ifPresent(callback -> query.put("redirect_uri", callback.toString()));
    query.put("scope", SCOPE);
    query.put("state", state.reveal());
    query.put("code_challenge", challenge);
    query.put("code_challenge_method", "S256");
    return URI.create(client.web() + "/login/oauth/authorize?" + form(query));
  }

  @Override
  public ProviderAnswer<GitHubOAuth> redeem(Secret code, Secret verifier) {
    ProviderAnswer<GitHubOAuth> granted = Refusing.answerOf(() -> granted(code, verifier));
    return switch (granted) {
      case ProviderAnswer.Refused<GitHubOAuth> refused -> refused;
      case ProviderAnswer.Answered<GitHubOAuth>(GitHubOAuth token) -> switch (providers.check(token)) {
        case ProviderAnswer.Answered<TokenHolder>(TokenHolder holder) ->
            new ProviderAnswer.Answered<>(new GitHubOAuth(holder.name(), token.scopes(), token.token()));
        case ProviderAnswer.Refused<TokenHolder>(ProviderAnswer.Refusal refusal) -> new ProviderAnswer.Refused<>(refusal);
      };
    };
  }

  private GitHubOAuth granted(Secret code, Secret verifier) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", client.id());
    form.put("client_secret", client.secret().reveal());
    form.put("code", code.reveal());
    client.callback().ifPresent(callback -> form.put("redirect_uri", callback.toString()));
    form.put("code_verifier", verifier.reveal());
    Reply reply = http.send(HttpRequest.newBuilder(URI.create(client.web() + "/login/oauth/access_token"))
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(form))));
    if (!reply.isGood()) {
      throw Refusing.unavailable("answered with the status " + reply.status());
    }
    JsonObject answer = reply.object();
    Shape.optionalText(answer, "error").ifPresent(error -> {
      throw refusal(error);
    });
    List<String> scopes = Arrays.stream(Shape.text(answer, "scope").split("[, ]+")).filter(scope -> !scope.isEmpty()).toList();
    if (!scopes.contains(SCOPE)) {
      throw Refusing.denied(Reason.SCOPE_MISSING, "it was granted " + GitHubRefusals.named(scopes));
    }
    return new GitHubOAuth("", scopes, new Secret(Shape.text(answer, "access_token")));
  }

  /** GitHub answers these with the status 200 ("Troubleshooting OAuth app access token request errors"). */
  private static Refusing refusal(String error) {
    return switch (error) {
      case "bad_verification_code" -> Refusing.denied(Reason.TOKEN_REFUSED, "");
      case "incorrect_client_credentials", "redirect_uri_mismatch", "application_suspended" -> Refusing.unavailable(
          "does not take this service's registration as an OAuth app (" + error + "), which its operator has to mend");
      default -> Refusing.unavailable("ended the login with an error");
    };
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream().map(value -> value.getKey() + "=" + encoded(value.getValue())).collect(Collectors.joining("&"));
  }
}
