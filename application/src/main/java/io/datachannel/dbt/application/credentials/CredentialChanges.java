package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.project.ProjectChanges;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells in which properties two revisions of a credential differ, for the history of the projects that use it. */
final class CredentialChanges {
  private static final String PREFIX = "credential.";

  private CredentialChanges() {}

  static List<PropertyChange> between(Credential before, Credential after) {
    List<PropertyChange> changes = new ArrayList<>(ProjectChanges.between(properties(before), properties(after)));
    if (SecretChange.between(before.access().secret(), after.access().secret())) {
      changes.add(PropertyChange.ofSecret(PREFIX + "token"));
    }
    return changes;
  }

  private static Map<String, String> properties(Credential credential) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(PREFIX + "name", credential.name());
    switch (credential.access()) {
      case GitAccess.Public _ -> properties.put(PREFIX + "kind", "public");
      case GitAccess.HttpsToken https -> {
        properties.put(PREFIX + "kind", "https-token");
        properties.put(PREFIX + "provider", https.provider().name());
        properties.put(PREFIX + "userName", https.userName());
      }
      case GitAccess.SshKey ssh -> {
        properties.put(PREFIX + "kind", "ssh-key");
        properties.put(PREFIX + "publicKey", ssh.publicKey());
        properties.put(PREFIX + "hostKeys", ssh.hostKeys().stream().map(HostKey::line).collect(Collectors.joining(", ")));
      }
      case GitAccess.GitHubOAuth oauth -> {
        properties.put(PREFIX + "kind", "github-oauth");
        properties.put(PREFIX + "login", oauth.login());
      }
    }
    return properties;
  }
}
