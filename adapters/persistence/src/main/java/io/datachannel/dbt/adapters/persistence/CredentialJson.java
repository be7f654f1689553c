package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Arrays;
import java.util.Map;

/** {@code dbt_credentials.credential_json}: a kind, what is open, and the token sealed for its account and row, opened when it is used. */
final class CredentialJson {
  static final String SEALED = "sealedToken";
  private static final String PUBLIC = "PUBLIC";
  private static final String HTTPS_TOKEN = "HTTPS_TOKEN";
  private static final String GITHUB_OAUTH = "GITHUB_OAUTH";

  private final SecretSealing sealing;

  CredentialJson(SecretSealing sealing) {
    this.sealing = sealing;
  }

  String of(GitAccess access, AccountId account, CredentialId id) {
    return JsonText.of(switch (access) {
      case GitAccess.Public _ -> Map.of("kind", PUBLIC);
      case GitAccess.HttpsToken https -> Map.of("kind", HTTPS_TOKEN, "userName", https.userName(),
          "provider", https.provider().name(), SEALED, seal(https.token(), account, id));
      case GitAccess.GitHubOAuth oauth -> Map.of("kind", GITHUB_OAUTH, "login", oauth.login(),
          "scopes", String.join(" ", oauth.scopes()), SEALED, seal(oauth.token(), account, id));
    });
  }

  GitAccess access(String text, AccountId account, CredentialId id) {
    Map<String, String> json = JsonText.members(text);
    return switch (json.get("kind")) {
      case PUBLIC -> new GitAccess.Public();
      case HTTPS_TOKEN -> new GitAccess.HttpsToken(json.get("userName"), open(json, account, id),
          GitProvider.valueOf(json.getOrDefault("provider", GitProvider.OTHER.name())));
      case GITHUB_OAUTH -> new GitAccess.GitHubOAuth(json.get("login"),
          Arrays.stream(json.get("scopes").split(" ")).filter(scope -> !scope.isEmpty()).toList(), open(json, account, id));
      case String unknown -> throw new IllegalStateException("dbt_credentials " + id.value() + " is of the kind " + unknown);
    };
  }

  private String seal(Secret token, AccountId account, CredentialId id) {
    return sealing.seal(token, account, purpose(id));
  }

  private Secret open(Map<String, String> json, AccountId account, CredentialId id) {
    return Secret.sealed(() -> sealing.open(json.get(SEALED), account, purpose(id)));
  }

  static String purpose(CredentialId id) {
    return "credential/" + id.value() + "/token";
  }
}
