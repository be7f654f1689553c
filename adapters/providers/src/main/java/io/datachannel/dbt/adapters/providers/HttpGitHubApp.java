package io.datachannel.dbt.adapters.providers;

import static io.datachannel.dbt.adapters.providers.ProviderApi.encoded;

import io.datachannel.dbt.application.git.GitHubApp;
import io.datachannel.dbt.application.git.GitProviders;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.ProviderAnswer;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.credential.GitAccess.GitHubOAuth;
import io.datachannel.dbt.domain.credential.GitAccess.Renewal;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** GitHub's web application flow, with PKCE. */
public final class HttpGitHubApp implements GitHubApp {
  /** The least that reads private repositories; OAuth apps know no finer one. */
  private static final String SCOPE = "repo";
  /** How tokens begin that have an app's permissions in the place of scopes. */
  private static final String OF_GITHUB_APP = "ghu_";

  private final OAuthClient client;
  private final GitProviders providers;
  private final ProviderHttp http;
  private final InstantSource clock;

  /** @param providers tells who a new token belongs to */
  public HttpGitHubApp(OAuthClient client, GitProviders providers, HttpLimits limits, InstantSource clock) {
    this.client = client;
    this.providers = providers;
    this.http = new ProviderHttp(limits);
    this.clock = clock;
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
            new ProviderAnswer.Answered<>(new GitHubOAuth(holder.name(), token.scopes(), token.token(), token.renewal()));
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
    return token("", form);
  }

  /** GitHub, "Refreshing user access tokens". */
  @Override
  public ProviderAnswer<GitHubOAuth> renew(GitHubOAuth login) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", client.id());
    form.put("client_secret", client.secret().reveal());
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", login.renewal().orElseThrow().refreshToken().reveal());
    return Refusing.answerOf(() -> token(login.login(), form));
  }

  private GitHubOAuth token(String login, Map<String, String> form) {
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
    String token = Shape.text(answer, "access_token");
    if (!scopes.contains(SCOPE) && !token.startsWith(OF_GITHUB_APP)) {
      throw Refusing.denied(Reason.SCOPE_MISSING, "it was granted " + GitHubRefusals.named(scopes));
    }
    return new GitHubOAuth(login, scopes, new Secret(token), renewal(answer));
  }

  /** OAuth apps' tokens do not end, those of GitHub Apps do unless their owner chose otherwise. */
  private Optional<Renewal> renewal(JsonObject answer) {
    return Shape.optionalText(answer, "refresh_token").map(refresh -> new Renewal(new Secret(refresh),
        clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(Shape.seconds(answer, "expires_in"))));
  }

  /** GitHub, "REST API endpoints for OAuth authorizations": "Delete an app token". */
  @Override
  public Optional<ProviderAnswer.Refusal> revoke(Secret token) {
    ProviderAnswer<Boolean> answer = Refusing.answerOf(() -> revoked(token));
    return switch (answer) {
      case ProviderAnswer.Answered<Boolean> _ -> Optional.empty();
      case ProviderAnswer.Refused<Boolean>(ProviderAnswer.Refusal refusal) -> Optional.of(refusal);
    };
  }

  private boolean revoked(Secret token) {
    String login = client.id() + ":" + client.secret().reveal();
    Reply reply = http.send(HttpRequest.newBuilder(URI.create(client.api() + "/applications/" + encoded(client.id()) + "/token"))
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
        .header("Content-Type", "application/json")
        .method("DELETE", BodyPublishers.ofString(Json.createObjectBuilder().add("access_token", token.reveal()).build().toString())));
    // 404 and 422: GitHub does not know the token, since its user revoked it, or it is a year old and was never used.
    if (!reply.isGood() && reply.status() != 404 && reply.status() != 422) {
      throw Refusing.unavailable("answered with the status " + reply.status());
    }
    return true;
  }

  /** GitHub answers these with the status 200 ("Troubleshooting OAuth app access token request errors"). */
  private static Refusing refusal(String error) {
    return switch (error) {
      case "bad_verification_code" -> Refusing.denied(Reason.TOKEN_REFUSED, "");
      case "bad_refresh_token" -> Refusing.denied(Reason.TOKEN_EXPIRED, "");
      case "incorrect_client_credentials", "redirect_uri_mismatch", "application_suspended" -> Refusing.unavailable(
          "does not take this service's registration as an OAuth app (" + error + "), which its operator has to mend");
      default -> Refusing.unavailable("ended the login with an error");
    };
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream().map(value -> value.getKey() + "=" + encoded(value.getValue())).collect(Collectors.joining("&"));
  }
}
