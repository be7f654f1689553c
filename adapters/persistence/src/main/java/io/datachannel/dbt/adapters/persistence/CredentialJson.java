package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.secret.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code dbt_credentials.credential_json}: a kind, what is open, and the token sealed for its account and row, opened when it is used. */
final class CredentialJson {
  static final String SEALED = "sealedToken";
  private static final String SEALED_REFRESH = "sealedRefreshToken";
  private static final String PUBLIC = "PUBLIC";
  private static final String HTTPS_TOKEN = "HTTPS_TOKEN";
  private static final String SSH_KEY = "SSH_KEY";
  private static final String GITHUB_OAUTH = "GITHUB_OAUTH";

  private final SecretSealing sealing;

  CredentialJson(SecretSealing sealing) {
    this.sealing = sealing;
  }

  String of(GitAccess access, AccountId account, CredentialId id) {
    return JsonText.of(switch (access) {
      case GitAccess.Public _ -> Map.of("kind", PUBLIC);
      case GitAccess.HttpsToken https -> token(https, account, id);
      case GitAccess.SshKey ssh -> Map.of("kind", SSH_KEY, "publicKey", ssh.publicKey(),
          "hostKeys", ssh.hostKeys().stream().map(HostKey::line).collect(Collectors.joining("\n")), SEALED, seal(ssh.privateKey(), account, id));
      case GitAccess.GitHubOAuth oauth -> login(oauth, account, id);
    });
  }

  GitAccess access(String text, AccountId account, CredentialId id) {
    Map<String, String> json = JsonText.members(text);
    return switch (json.get("kind")) {
      case PUBLIC -> new GitAccess.Public();
      case HTTPS_TOKEN -> new GitAccess.HttpsToken(json.get("userName"), open(json, account, id),
          GitProvider.valueOf(json.getOrDefault("provider", GitProvider.OTHER.name())), Optional.ofNullable(json.get("host")));
      case SSH_KEY -> new GitAccess.SshKey(json.get("publicKey"), open(json, account, id),
          json.get("hostKeys").lines().map(line -> HostKey.of("hostKeys", line)).toList());
      case GITHUB_OAUTH -> new GitAccess.GitHubOAuth(json.get("login"),
          Arrays.stream(json.get("scopes").split(" ")).filter(scope -> !scope.isEmpty()).toList(), open(json, account, id),
          renewal(json, account, id));
      case String unknown -> throw new IllegalStateException("dbt_credentials " + id.value() + " is of the kind " + unknown);
    };
  }

  private Map<String, String> token(GitAccess.HttpsToken https, AccountId account, CredentialId id) {
    Map<String, String> json = new HashMap<>(Map.of("kind", HTTPS_TOKEN, "userName", https.userName(),
        "provider", https.provider().name(), SEALED, seal(https.token(), account, id)));
    https.host().ifPresent(host -> json.put("host", host));
    return json;
  }

  private Map<String, String> login(GitAccess.GitHubOAuth oauth, AccountId account, CredentialId id) {
    Map<String, String> json = new HashMap<>(Map.of("kind", GITHUB_OAUTH, "login", oauth.login(),
        "scopes", String.join(" ", oauth.scopes()), SEALED, seal(oauth.token(), account, id)));
    oauth.renewal().ifPresent(renewal -> {
      json.put("expiresAt", renewal.expiresAt().toString());
      json.put(SEALED_REFRESH, sealing.seal(renewal.refreshToken(), account, refreshPurpose(id)));
    });
    return json;
  }

  private Optional<GitAccess.Renewal> renewal(Map<String, String> json, AccountId account, CredentialId id) {
    return Optional.ofNullable(json.get(SEALED_REFRESH)).map(sealed -> new GitAccess.Renewal(
        Secret.sealed(() -> sealing.open(sealed, account, refreshPurpose(id))), Instant.parse(json.get("expiresAt"))));
  }

  private String seal(Secret token, AccountId account, CredentialId id) {
    return sealing.seal(token, account, purpose(id));
  }

  private Secret open(Map<String, String> json, AccountId account, CredentialId id) {
    return Secret.sealed(() -> sealing.open(json.get(SEALED), account, purpose(id)));
  }

  /** What each sealed member is sealed for. */
  static Map<String, String> purposes(CredentialId id) {
    return Map.of(SEALED, purpose(id), SEALED_REFRESH, refreshPurpose(id));
  }

  private static String refreshPurpose(CredentialId id) {
    return "credential/" + id.value() + "/refresh-token";
  }

  static String purpose(CredentialId id) {
    return "credential/" + id.value() + "/token";
  }
}
