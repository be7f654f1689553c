package io.datachannel.dbt.adapters.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinkSecretSealingTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Secret SECRET = new Secret("größe-Ω-hunter2");

  @TempDir private Path folder;

  @Test
  void aSealedSecretOpensAlsoAfterARestart() {
    String sealed = sealing().seal(SECRET, OURS, "credential/token");

    assertFalse(sealed.contains("hunter2"));
    assertEquals(SECRET, sealing().open(sealed, OURS, "credential/token"));
  }

  @Test
  void theSameSecretIsNeverSealedToTheSameText() {
    assertNotEquals(sealing().seal(SECRET, OURS, "p"), sealing().seal(SECRET, OURS, "p"));
  }

  @Test
  void anotherAccountOrPurposeDoesNotOpenIt() {
    String sealed = sealing().seal(SECRET, OURS, "credential/token");

    assertUnreadable(sealed, new AccountId(2), "credential/token");
    assertUnreadable(sealed, OURS, "warehouse/password");
  }

  @Test
  void aFlippedBitDoesNotOpen() {
    byte[] bytes = Base64.getDecoder().decode(sealing().seal(SECRET, OURS, "p"));
    bytes[bytes.length - 1] ^= 1;

    assertUnreadable(Base64.getEncoder().encodeToString(bytes), OURS, "p");
    assertUnreadable("not base64!", OURS, "p");
  }

  @Test
  void theKeysetIsForItsOwnerAlone() throws IOException {
    sealing();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/keyset.json"))));
  }

  @Test
  void aBrokenKeysetSaysSoInsteadOfMakingANewOne() throws IOException {
    sealing();
    Files.writeString(folder.resolve("keys/keyset.json"), "{");

    PortFailure failure = assertThrows(PortFailure.class, this::sealing);

    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
    assertEquals("{", Files.readString(folder.resolve("keys/keyset.json")));
  }

  private TinkSecretSealing sealing() {
    return TinkSecretSealing.withKeysIn(folder.resolve("keys"));
  }

  private void assertUnreadable(String sealed, AccountId account, String purpose) {
    PortFailure failure = assertThrows(PortFailure.class, () -> sealing().open(sealed, account, purpose));
    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
  }
}
