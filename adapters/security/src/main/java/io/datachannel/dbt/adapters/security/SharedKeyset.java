package io.datachannel.dbt.adapters.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.datachannel.dbt.application.keys.EncryptionKeys;
import io.datachannel.dbt.application.keys.EncryptionKeys.Kept;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The keys that all copies of the service share: in the database, sealed by the master key that each copy has in a file. */
final class SharedKeyset {
  private static final byte[] CONTEXT = "dbt_encryption_keys".getBytes(StandardCharsets.UTF_8);

  private final EncryptionKeys kept;
  private final Aead master;
  private final InstantSource clock;
  private volatile Loaded loaded;

  private SharedKeyset(EncryptionKeys kept, Aead master, InstantSource clock) {
    this.kept = kept;
    this.master = master;
    this.clock = clock;
  }

  /** A set of keys in use. */
  record Loaded(int revision, Instant changedAt, KeysetHandle keys, Aead aead) {}

  /** Makes the first key when there is none. @throws PortFailure with SECRET_UNREADABLE when the master key does not open the others */
  static SharedKeyset of(EncryptionKeys kept, Aead master, InstantSource clock) {
    SharedKeyset shared = new SharedKeyset(kept, master, clock);
    try {
      if (kept.newest().isEmpty()) {
        shared.makeFirst();
      }
      shared.loaded = shared.newest().orElseThrow();
      return shared;
    } catch (GeneralSecurityException unusable) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The keys in the database were sealed by another master key: give this copy of "
          + "the service the file keys/master.json of the one that made them.", unusable);
    }
  }

  Loaded now() {
    return loaded;
  }

  /** @return whether other keys were there than those in use */
  synchronized boolean reload() {
    try {
      int before = loaded.revision();
      newest().ifPresent(found -> loaded = found);
      return loaded.revision() != before;
    } catch (GeneralSecurityException unusable) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The keys in the database cannot be opened by the master key.", unusable);
    }
  }

  /** @return whether they are the keys from now on; false when another copy changed them first */
  synchronized boolean replace(KeysetHandle keys) {
    Kept next = new Kept(loaded.revision() + 1, sealed(keys), clock.instant());
    if (!kept.replace(next)) {
      reload();
      return false;
    }
    loaded = new Loaded(next.revision(), next.changedAt(), keys, aead(keys));
    return true;
  }

  /** Of copies that start at once on an empty database, one is the first. */
  private void makeFirst() throws GeneralSecurityException {
    KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, MasterKeyFile.TINK);
    kept.replace(new Kept(1, sealed(keys), clock.instant()));
  }

  private Optional<Loaded> newest() throws GeneralSecurityException {
    Optional<Kept> found = kept.newest();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    KeysetHandle keys = opened(found.get().sealed(), master);
    return Optional.of(new Loaded(found.get().revision(), found.get().changedAt(), keys, aead(keys)));
  }

  static KeysetHandle opened(String sealed, Aead master) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(sealed, master, CONTEXT, MasterKeyFile.TINK);
  }

  private String sealed(KeysetHandle keys) {
    try {
      return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keys, master, CONTEXT, MasterKeyFile.TINK);
    } catch (GeneralSecurityException failed) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The encryption keys could not be sealed.", failed);
    }
  }

  static Aead aead(KeysetHandle keys) {
    try {
      return keys.getPrimitive(MasterKeyFile.TINK, Aead.class);
    } catch (GeneralSecurityException unusable) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The encryption keys cannot be used.", unusable);
    }
  }
}
