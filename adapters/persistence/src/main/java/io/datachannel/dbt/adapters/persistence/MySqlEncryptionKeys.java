package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.keys.EncryptionKeys;
import java.util.Optional;

/** The one row of {@code dbt_encryption_keys}. */
public final class MySqlEncryptionKeys implements EncryptionKeys {
  private final Session session;

  public MySqlEncryptionKeys(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<Kept> newest() {
    return session.one(EncryptionKeyStatements.NEWEST, new Values(),
        row -> new Kept(row.integer("revision"), row.text("sealed_keyset"), row.instant("changed_at")));
  }

  @Override
  public boolean replace(Kept next) {
    return session.change(next.revision() == 1 ? EncryptionKeyStatements.ADD : EncryptionKeyStatements.REPLACE,
        Values.of("revision", next.revision()).with("sealed", next.sealed()).with("changed_at", next.changedAt())) == 1;
  }
}
