package io.datachannel.dbt.adapters.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.datachannel.dbt.application.credentials.SecretSealing;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals with Tink's AES256-GCM. The account and the purpose are the associated data, so that a sealed value moved to another row of
 * another account does not open; Tink's prefix names the key, so that keys can be rotated.
 */
public final class TinkSecretSealing implements SecretSealing {
  private final Aead aead;

  private TinkSecretSealing(Aead aead) {
    this.aead = aead;
  }

  /**
   * @param folder holds the keyset, which is made at the first start with mode 0600
   * @throws PortFailure with SECRET_UNREADABLE when the keyset cannot be read
   */
  public static TinkSecretSealing withKeysIn(Path folder) {
    KeysetHandle keys = new KeysetFile(folder.resolve("keyset.json")).readOrCreate();
    try {
      return new TinkSecretSealing(keys.getPrimitive(KeysetFile.TINK, Aead.class));
    } catch (GeneralSecurityException unusable) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The keyset in " + folder + " cannot be used.", unusable);
    }
  }

  @Override
  public String seal(Secret secret, AccountId account, String purpose) {
    try {
      byte[] sealed = aead.encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), context(account, purpose));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException failed) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "A secret could not be sealed.", failed);
    }
  }

  @Override
  public Secret open(String sealed, AccountId account, String purpose) {
    try {
      byte[] secret = aead.decrypt(Base64.getDecoder().decode(sealed), context(account, purpose));
      return new Secret(new String(secret, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE,
          "A stored secret cannot be opened: it was changed, or sealed by a key that this service does not have. Enter it again.",
          changed);
    }
  }

  private static byte[] context(AccountId account, String purpose) {
    return (account.value() + "/" + purpose).getBytes(StandardCharsets.UTF_8);
  }
}
