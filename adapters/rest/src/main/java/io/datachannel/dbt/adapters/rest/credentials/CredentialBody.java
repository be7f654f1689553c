package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.application.credentials.SshKeys;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Reads what a user gives of a credential. */
final class CredentialBody {
  /** What GitHub documents for tokens of apps; with personal tokens it and GitLab take any name. */
  private static final String STANDARD_USER = "x-access-token";
  /** What Bitbucket wants for access tokens of repositories, projects and workspaces. */
  private static final String BITBUCKET_USER = "x-token-auth";

  private final JsonBody body;
  private final SshKeys keys;

  private CredentialBody(JsonBody body, SshKeys keys) {
    this.body = body;
    this.keys = keys;
  }

  /** @param keys makes the key pair of a credential that is to have one */
  static CredentialBody of(JsonBody body, SshKeys keys) {
    body.rejectUnknown("name", "kind", "provider", "userName", "token", "hostKeys");
    return new CredentialBody(body, keys);
  }

  String name() {
    return body.requiredText("name");
  }

  GitAccess access() {
    return access(Optional.empty());
  }

  /**
   * A token that is left out stays as it is, since no one can read it back, unless it would go to another provider. So does the host that it
   * is for: who knows the token, and gives it, may have it sent elsewhere.
   */
  Credential replacing(Credential current) {
    return current.changed(name(), access(Optional.of(current.access())));
  }

  private GitAccess access(Optional<GitAccess> current) {
    return switch (body.requiredText("kind")) {
      case CredentialView.HTTPS_TOKEN -> {
        rejectAny("hostKeys");
        yield httpsToken(current);
      }
      case CredentialView.SSH_KEY -> {
        rejectAny("token", "userName", "provider");
        yield sshKey(current);
      }
      case CredentialView.PUBLIC -> {
        rejectAny("token", "userName", "provider", "hostKeys");
        yield new GitAccess.Public();
      }
      case CredentialView.GITHUB_OAUTH -> {
        rejectAny("token", "userName", "hostKeys");
        yield current.filter(GitAccess.GitHubOAuth.class::isInstance).orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID,
            "kind", "A credential of kind 'github-oauth' is made by GitHub's own page: see /oauth/github/start."));
      }
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, "kind", "'kind' must be https-token, ssh-key or public.");
    };
  }

  private GitAccess httpsToken(Optional<GitAccess> current) {
    GitProvider provider = body.optionalChoice("provider", GitProvider.class).orElse(GitProvider.OTHER);
    String standardUser = provider == GitProvider.BITBUCKET ? BITBUCKET_USER : STANDARD_USER;
    Optional<GitAccess.HttpsToken> before = current.filter(GitAccess.HttpsToken.class::isInstance).map(GitAccess.HttpsToken.class::cast)
        .filter(https -> https.provider() == provider);
    Optional<Secret> kept = before.filter(_ -> !body.has("token")).map(GitAccess.HttpsToken::token);
    // A host of one's own may be a typing error, which who gives the token again may mend; the provider's is none.
    Optional<String> host = before.flatMap(GitAccess.HttpsToken::host).filter(bound -> kept.isPresent() || provider.publicHost().filter(bound::equals).isPresent());
    return new GitAccess.HttpsToken(body.optionalText("userName").orElse(standardUser),
        kept.orElseGet(() -> new Secret(body.requiredText("token"))), provider, host);
  }

  /** A key pair stays for as long as the credential is one. */
  private GitAccess sshKey(Optional<GitAccess> current) {
    List<HostKey> servers = body.optionalTextList("hostKeys").orElse(List.of()).stream().map(line -> HostKey.of("hostKeys", line)).toList();
    return current.filter(GitAccess.SshKey.class::isInstance).map(GitAccess.SshKey.class::cast).orElseGet(keys::fresh).forServers(servers);
  }

  private void rejectAny(String... fields) {
    for (String field : List.of(fields)) {
      if (body.has(field)) {
        throw new InvalidInput(FailureCode.FIELD_INVALID, field,
            "A credential of this kind takes no '" + field + "'; leave it out, or use another kind.");
      }
    }
  }

  /** The body that this merge patch makes of a credential, but for its token. Another kind takes over the name alone. */
  static CredentialBody patching(Credential credential, JsonBody patch, SshKeys keys) {
    CredentialView view = CredentialView.of(credential);
    JsonObjectBuilder json = Json.createObjectBuilder().add("name", view.name()).add("kind", view.kind());
    if (patch.optionalText("kind").filter(kind -> !kind.equals(view.kind())).isEmpty()) {
      view.userName().ifPresent(user -> json.add("userName", user));
      view.provider().ifPresent(provider -> json.add("provider", provider));
      view.hostKeys().ifPresent(lines -> json.add("hostKeys", Json.createArrayBuilder(lines)));
    }
    return of(patch.patching(json.build()), keys);
  }
}
