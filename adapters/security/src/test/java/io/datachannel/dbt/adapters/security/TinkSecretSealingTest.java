package io.datachannel.dbt.adapters.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.keys.EncryptionKeys;
import io.datachannel.dbt.application.keys.InMemoryEncryptionKeys;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TinkSecretSealingTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Secret SECRET = new Secret("größe-Ω-hunter2");

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

  @TempDir private Path folder;
  private final EncryptionKeys keys = new InMemoryEncryptionKeys();

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
  @Tag("fault-49")
  void anotherAccountOrPurposeDoesNotOpenIt() {
    String sealed = sealing().seal(SECRET, OURS, "credential/token");

    assertUnreadable(sealed, new AccountId(2), "credential/token");
    assertUnreadable(sealed, OURS, "warehouse/password");
  }

  /** Of the key's number, of the nonce, of the text and of its seal. */
  @Test
  @Tag("fault-49")
  void noFlippedBitOpens() {
    TinkSecretSealing sealing = sealing();
    byte[] bytes = Base64.getDecoder().decode(sealing.seal(SECRET, OURS, "p"));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String changed = Base64.getEncoder().encodeToString(flipped);
      PortFailure failure = assertThrows(PortFailure.class, () -> sealing.open(changed, OURS, "p"), "bit " + bit);
      assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
    }
  }

  @Test
  void whatIsNoCiphertextDoesNotOpen() {
    assertUnreadable("not base64!", OURS, "p");
    assertUnreadable("", OURS, "p");
  }

  @Test
  void theMasterKeyIsForItsOwnerAlone() throws IOException {
    sealing();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/master.json"))));
  }

  @Test
  void aMasterKeyThatOthersCouldReadIsTakenFromThem() throws IOException {
    sealing();
    Files.setPosixFilePermissions(folder.resolve("keys/master.json"), PosixFilePermissions.fromString("rw-r--r--"));

    sealing();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/master.json"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"primaryKeyId\":1}", "{\"primaryKeyId\":1,\"key\":[]}", "\u0000\u0001"})
  void aBrokenMasterKeySaysSoInsteadOfMakingANewOne(String broken) throws IOException {
    sealing();
    Files.writeString(folder.resolve("keys/master.json"), broken);

    PortFailure failure = assertThrows(PortFailure.class, this::sealing);

    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
    assertTrue(failure.getMessage().contains("put the right one back"), failure.getMessage());
    assertEquals(broken, Files.readString(folder.resolve("keys/master.json")));
  }

  @Test
  void withAnotherMasterKeyTheServiceDoesNotStart() throws IOException {
    sealing();
    Files.delete(folder.resolve("keys/master.json"));

    PortFailure failure = assertThrows(PortFailure.class, this::sealing);

    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
    assertTrue(failure.getMessage().contains("keys/master.json of the one that made them"), failure.getMessage());
  }

  /** Its number names a key that is not there. */
  @Test
  @Tag("fault-49")
  void whatADatabaseWithOtherKeysSealedIsToBeEnteredAgain() {
    String sealed = sealing().seal(SECRET, OURS, "p");
    TinkSecretSealing other = TinkSecretSealing.with(new InMemoryEncryptionKeys(), folder.resolve("keys"), CLOCK);

    PortFailure failure = assertThrows(PortFailure.class, () -> other.open(sealed, OURS, "p"));

    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
    assertTrue(failure.getMessage().contains("Enter it again"), failure.getMessage());
  }

  @Test
  void noKeyIsInTheDatabaseUnsealed() {
    sealing();

    String kept = keys.newest().orElseThrow().sealed();
    assertTrue(kept.contains("encryptedKeyset"), kept);
    assertFalse(kept.contains("keyData"), kept);
  }

  @Test
  void servicesThatStartAtOnceShareTheirKeys() throws IOException {
    List<CompletableFuture<TinkSecretSealing>> starting =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::sealing)).limit(8).toList();
    List<TinkSecretSealing> started = starting.stream().map(CompletableFuture::join).toList();

    String sealed = started.getFirst().seal(SECRET, OURS, "p");
    started.forEach(sealing -> assertEquals(SECRET, sealing.open(sealed, OURS, "p")));
    try (Stream<Path> left = Files.list(folder.resolve("keys"))) {
      assertEquals(List.of(folder.resolve("keys/master.json")), left.toList());
    }
  }

  private TinkSecretSealing sealing() {
    return TinkSecretSealing.with(keys, folder.resolve("keys"), CLOCK);
  }

  private void assertUnreadable(String sealed, AccountId account, String purpose) {
    PortFailure failure = assertThrows(PortFailure.class, () -> sealing().open(sealed, account, purpose));
    assertEquals(FailureCode.SECRET_UNREADABLE, failure.code());
  }
}
