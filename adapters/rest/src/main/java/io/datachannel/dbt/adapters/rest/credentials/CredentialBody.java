package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** Reads what a user gives of a credential. */
final class CredentialBody {
  /** What GitHub documents for tokens of apps; with personal tokens it and GitLab take any name. */
  private static final String STANDARD_USER = "x-access-token";

  private final JsonBody body;

  private CredentialBody(JsonBody body) {
    this.body = body;
  }

  static CredentialBody of(JsonBody body) {
    body.rejectUnknown("name", "kind", "userName", "token");
    return new CredentialBody(body);
  }

  String name() {
    return body.requiredText("name");
  }

  GitAccess access() {
    return access(Optional.empty());
  }

  /** A token that is left out stays as it is, since no one can read it back. */
  Credential replacing(Credential current) {
    return current.changed(name(), access(switch (current.access()) {
      case GitAccess.Public _ -> Optional.empty();
      case GitAccess.HttpsToken https -> Optional.of(https.token());
    }));
  }

  private GitAccess access(Optional<Secret> kept) {
    return switch (body.requiredText("kind")) {
      case CredentialView.HTTPS_TOKEN -> new GitAccess.HttpsToken(
          body.optionalText("userName").orElse(STANDARD_USER),
          kept.filter(_ -> !body.has("token")).orElseGet(() -> new Secret(body.requiredText("token"))));
      case CredentialView.PUBLIC -> {
        if (body.has("token") || body.has("userName")) {
          throw new InvalidInput(FailureCode.FIELD_INVALID, body.has("token") ? "token" : "userName",
              "A credential of kind 'public' sends nothing: leave out 'token' and 'userName', or use kind 'https-token'.");
        }
        yield new GitAccess.Public();
      }
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, "kind", "'kind' must be https-token or public.");
    };
  }

  /** The body that this merge patch makes of a credential, but for its token. Another kind takes over the name alone. */
  static CredentialBody patching(Credential credential, JsonBody patch) {
    CredentialView view = CredentialView.of(credential);
    JsonObjectBuilder json = Json.createObjectBuilder().add("name", view.name()).add("kind", view.kind());
    if (patch.optionalText("kind").filter(kind -> !kind.equals(view.kind())).isEmpty()) {
      view.userName().ifPresent(user -> json.add("userName", user));
    }
    return of(patch.patching(json.build()));
  }
}
