package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** How Bitbucket is asked, and what its statuses mean (Atlassian, "Using access tokens", "Using API tokens"). */
final class BitbucketHttp {
  /** The user name of access tokens, which are of a repository, a project or a workspace, and of no user. */
  private static final String ACCESS_TOKEN = "x-token-auth";

  private final URI base;
  private final ProviderHttp http;
  private final RateLimits rates;

  BitbucketHttp(URI base, ProviderHttp http, RateLimits rates) {
    this.base = base;
    this.http = http;
    this.rates = rates;
  }

  Reply get(GitLogin login, String path) {
    Reply reply = send(login, path);
    if (!reply.isGood()) {
      throw refusal(reply);
    }
    return reply;
  }

  /** Bitbucket looks at scopes after it has known the token, and an access token cannot have the scope to see a user. */
  TokenHolder holder(GitLogin login) {
    Reply reply = send(login, "/user");
    if (reply.status() == 403 && login.userName().equals(ACCESS_TOKEN)) {
      return new TokenHolder("an access token", Optional.of(Shape.optionalTexts(scopes(reply), "granted")));
    }
    if (!reply.isGood()) {
      throw refusal(reply);
    }
    return new TokenHolder(Shape.text(reply.object(), "display_name"), Optional.empty());
  }

  private Reply send(GitLogin login, String path) {
    return http.send(HttpRequest.newBuilder(URI.create(base + path))
        .header("Accept", "application/json").header("Authorization", authorization(login)));
  }

  private static String authorization(GitLogin login) {
    String token = ProviderHttp.headerText(login.password());
    return login.userName().equals(ACCESS_TOKEN)
        ? "Bearer " + token
        : "Basic " + Base64.getEncoder().encodeToString((login.userName() + ":" + token).getBytes(StandardCharsets.UTF_8));
  }

  private Refusing refusal(Reply reply) {
    return switch (reply.status()) {
      case 401 -> Refusing.denied(Reason.TOKEN_REFUSED, "");
      case 403 -> scopes(reply).isEmpty()
          ? Refusing.denied(Reason.FORBIDDEN, "") : Refusing.denied(Reason.SCOPE_MISSING, wanted(scopes(reply)));
      case 404 -> new Refusing(new Missing());
      case 429 -> rates.refusal(reply);
      default -> Refusing.unavailable("answered with the status " + reply.status());
    };
  }

  /** What an error says of scopes; empty when it says nothing. */
  private static JsonObject scopes(Reply reply) {
    return reply.errorObject().get("error") instanceof JsonObject error && error.get("detail") instanceof JsonObject detail
        ? detail : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static String wanted(JsonObject scopes) {
    List<String> wanted = Shape.optionalTexts(scopes, "required").stream().filter(text -> text.matches("[a-z:_]{1,64}")).toList();
    return wanted.isEmpty() ? "" : "it wants " + String.join(", ", wanted);
  }
}
