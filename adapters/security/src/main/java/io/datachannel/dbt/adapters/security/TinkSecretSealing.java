package io.datachannel.dbt.adapters.security;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.keys.EncryptionKeys;
import io.datachannel.dbt.application.keys.KeyRotation;
import io.datachannel.dbt.application.keys.SecretResealing;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals with Tink's AES256-GCM. The account and the purpose are the associated data, so that a sealed value moved to another row of
 * another account does not open; Tink's prefix names the key, so that keys can be exchanged.
 */
public final class TinkSecretSealing implements SecretSealing, SecretResealing, KeyRotation {
  /** Of Tink's prefix: one byte for its version, then the number of the key, big-endian. */
  private static final int KEY_NUMBER_AT = 1;
  static final String MASTER = "master.json";

  private final SharedKeyset keyset;

  /** Whether a service has been started on this folder. */
  public static boolean hasMasterKey(Path folder) {
    return Files.exists(folder.resolve(MASTER));
  }

  private TinkSecretSealing(SharedKeyset keyset) {
    this.keyset = keyset;
  }

  /**
   * @param folder holds the master key, which is made at the first start with mode 0600
   * @throws PortFailure with SECRET_UNREADABLE when the master key cannot be read, or is not the one that sealed the keys
   */
  public static TinkSecretSealing with(EncryptionKeys keys, Path folder, InstantSource clock) {
    KeysetHandle master = new MasterKeyFile(folder.resolve(MASTER)).readOrCreate();
    return new TinkSecretSealing(SharedKeyset.of(keys, SharedKeyset.aead(master), clock));
  }

  @Override
  public String seal(Secret secret, AccountId account, String purpose) {
    try {
      byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(keyset.now().aead().encrypt(plain, context(account, purpose)));
    } catch (GeneralSecurityException failed) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "A secret could not be sealed.", failed);
    }
  }

  /** What a key sealed that is not known here may be another copy's, which exchanged the keys a moment ago. */
  @Override
  public Secret open(String sealed, AccountId account, String purpose) {
    byte[] bytes = bytes(sealed);
    try {
      return decrypted(bytes, account, purpose);
    } catch (GeneralSecurityException unknown) {
      if (knows(keyNumber(bytes)) || !keyset.reload()) {
        throw unreadable(unknown);
      }
    }
    try {
      return decrypted(bytes, account, purpose);
    } catch (GeneralSecurityException changed) {
      throw unreadable(changed);
    }
  }

  @Override
  public Optional<String> reseal(String sealed, AccountId account, String purpose) {
    Secret secret = open(sealed, account, purpose);
    return keyNumber(bytes(sealed)) == keyset.now().keys().getPrimary().getId()
        ? Optional.empty() : Optional.of(seal(secret, account, purpose));
  }

  @Override
  public int addKey() {
    while (true) {
      KeysetHandle next = build(KeysetHandle.newBuilder(keyset.now().keys()).addEntry(
          KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM).withRandomId().makePrimary()));
      if (keyset.replace(next)) {
        return next.getPrimary().getId();
      }
    }
  }

  @Override
  public Optional<Instant> oldKeysSince() {
    SharedKeyset.Loaded now = keyset.now();
    return now.keys().size() > 1 ? Optional.of(now.changedAt()) : Optional.empty();
  }

  @Override
  public int destroyOldKeys() {
    KeysetHandle keys = keyset.now().keys();
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
    for (int place = keys.size() - 1; place >= 0; place--) {
      if (!keys.getAt(place).isPrimary()) {
        builder.deleteAt(place);
      }
    }
    return keyset.replace(build(builder)) ? keys.size() - 1 : 0;
  }

  @Override
  public void reload() {
    keyset.reload();
  }

  private Secret decrypted(byte[] sealed, AccountId account, String purpose) throws GeneralSecurityException {
    return new Secret(new String(keyset.now().aead().decrypt(sealed, context(account, purpose)), StandardCharsets.UTF_8));
  }

  private boolean knows(int number) {
    KeysetHandle keys = keyset.now().keys();
    for (int place = 0; place < keys.size(); place++) {
      if (keys.getAt(place).getId() == number) {
        return true;
      }
    }
    return false;
  }

  private static int keyNumber(byte[] sealed) {
    return sealed.length < KEY_NUMBER_AT + Integer.BYTES ? 0 : ByteBuffer.wrap(sealed).getInt(KEY_NUMBER_AT);
  }

  private static byte[] bytes(String sealed) {
    try {
      return Base64.getDecoder().decode(sealed);
    } catch (IllegalArgumentException changed) {
      throw unreadable(changed);
    }
  }

  private static KeysetHandle build(KeysetHandle.Builder builder) {
    try {
      return builder.setConfiguration(MasterKeyFile.TINK).build();
    } catch (GeneralSecurityException failed) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The encryption keys could not be changed.", failed);
    }
  }

  private static PortFailure unreadable(Exception cause) {
    return new PortFailure(FailureCode.SECRET_UNREADABLE,
        "A stored secret cannot be opened: it was changed, or sealed by a key that this service does not have. Enter it again.", cause);
  }

  private static byte[] context(AccountId account, String purpose) {
    return (account.value() + "/" + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
