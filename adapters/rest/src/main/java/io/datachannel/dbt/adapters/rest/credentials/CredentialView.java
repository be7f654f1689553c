package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.GitAccess;
import java.util.Optional;

/** A credential as the API shows it: never with its token. */
public record CredentialView(int id, String name, String kind, Optional<String> userName) {
  static final String HTTPS_TOKEN = "https-token";
  static final String PUBLIC = "public";

  static CredentialView of(Credential credential) {
    return switch (credential.access()) {
      case GitAccess.Public _ -> new CredentialView(credential.id().value(), credential.name(), PUBLIC, Optional.empty());
      case GitAccess.HttpsToken https ->
          new CredentialView(credential.id().value(), credential.name(), HTTPS_TOKEN, Optional.of(https.userName()));
    };
  }
}
