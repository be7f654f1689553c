package io.datachannel.dbt.domain.warehouse;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.Map;

/** A key and its passphrase, which adapters take together or not at all. */
final class Passphrase {
  private Passphrase() {}

  /** @throws InvalidInput when a key lacks the passphrase that it needs, or has one that it does not */
  static void check(LoginMethod method, Map<String, Secret> secret) {
    method.fields().stream().filter(field -> field.kind() == FieldKind.KEY && secret.containsKey(field.name())).forEach(field -> {
      String name = field.name() + "_passphrase";
      boolean encrypted = Pem.isEncrypted(secret.get(field.name()).reveal());
      if (encrypted && !secret.containsKey(name)) {
        throw new InvalidInput(FailureCode.FIELD_MISSING, "connection." + name, "'connection." + name + "' is missing: the key is encrypted.");
      }
      if (!encrypted && secret.containsKey(name)) {
        throw FieldValue.invalid("connection." + name, "must be left out: the key is not encrypted.");
      }
    });
  }
}
