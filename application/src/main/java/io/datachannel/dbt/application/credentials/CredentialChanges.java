package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.ProjectChanges;
import io.datachannel.dbt.domain.project.PropertyChange;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells in which properties two revisions of a credential differ, for the history of the projects that use it. */
final class CredentialChanges {
  private static final String PREFIX = "credential.";

  private CredentialChanges() {}

  static List<PropertyChange> between(Credential before, Credential after) {
    List<PropertyChange> changes = new ArrayList<>(ProjectChanges.between(properties(before), properties(after)));
    if (!secret(before).equals(secret(after))) {
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
        properties.put(PREFIX + "userName", https.userName());
      }
    }
    return properties;
  }

  private static Optional<Secret> secret(Credential credential) {
    return switch (credential.access()) {
      case GitAccess.Public _ -> Optional.empty();
      case GitAccess.HttpsToken https -> Optional.of(https.token());
    };
  }
}
