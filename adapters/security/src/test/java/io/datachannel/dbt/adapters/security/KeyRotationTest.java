package io.datachannel.dbt.adapters.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.SettableClock;
import io.datachannel.dbt.application.keys.EncryptionKeys;
import io.datachannel.dbt.application.keys.InMemoryEncryptionKeys;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are exchanged by one copy of the service while another goes on. */
class KeyRotationTest {
  private static final AccountId OURS = new AccountId(1);
  private static final Secret SECRET = new Secret("hunter2");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private final EncryptionKeys keys = new InMemoryEncryptionKeys();
  private final SettableClock clock = new SettableClock(START);

  @Test
  void whatWasSealedBeforeStillOpensAndIsSealedAgainOnce() {
    TinkSecretSealing copy = copy();
    String before = copy.seal(SECRET, OURS, "p");
    assertEquals(Optional.empty(), copy.reseal(before, OURS, "p"));

    copy.addKey();

    assertEquals(SECRET, copy.open(before, OURS, "p"));
    String after = copy.reseal(before, OURS, "p").orElseThrow();
    assertEquals(SECRET, copy.open(after, OURS, "p"));
    assertEquals(Optional.empty(), copy.reseal(after, OURS, "p"));
    assertEquals(Optional.empty(), copy.reseal(copy.seal(SECRET, OURS, "p"), OURS, "p"));
  }

  @Test
  @Tag("fault-49")
  void anotherCopyOpensAtOnceWhatTheNewKeySealed() {
    TinkSecretSealing rotating = copy();
    TinkSecretSealing another = copy();
    rotating.addKey();

    assertEquals(SECRET, another.open(rotating.seal(SECRET, OURS, "p"), OURS, "p"));
    assertEquals(Optional.empty(), rotating.reseal(another.seal(SECRET, OURS, "p"), OURS, "p"), "and it seals by the new key, too");
  }

  @Test
  void aCopyThatMetNothingNewSealsByTheNewKeyAfterAReload() {
    TinkSecretSealing rotating = copy();
    TinkSecretSealing another = copy();
    rotating.addKey();
    assertTrue(rotating.reseal(another.seal(SECRET, OURS, "p"), OURS, "p").isPresent());

    another.reload();

    assertEquals(Optional.empty(), rotating.reseal(another.seal(SECRET, OURS, "p"), OURS, "p"));
  }

  @Test
  void twoCopiesThatRotateAtOnceLoseNoKey() {
    TinkSecretSealing one = copy();
    TinkSecretSealing two = copy();
    String first = one.seal(SECRET, OURS, "p");
    one.addKey();
    String second = one.seal(SECRET, OURS, "p");

    two.addKey();

    TinkSecretSealing restarted = copy();
    assertEquals(SECRET, restarted.open(first, OURS, "p"));
    assertEquals(SECRET, restarted.open(second, OURS, "p"));
    assertEquals(SECRET, restarted.open(two.seal(SECRET, OURS, "p"), OURS, "p"));
    assertEquals(2, restarted.destroyOldKeys());
  }

  @Test
  @Tag("fault-49")
  void whatDestroyedKeysSealedIsLostAndTheRestIsNot() {
    TinkSecretSealing copy = copy();
    TinkSecretSealing another = copy();
    String old = copy.seal(SECRET, OURS, "p");
    copy.addKey();
    String kept = copy.seal(SECRET, OURS, "p");

    assertEquals(1, copy.destroyOldKeys());

    assertEquals(SECRET, copy.open(kept, OURS, "p"));
    assertEquals(FailureCode.SECRET_UNREADABLE, assertThrows(PortFailure.class, () -> copy.open(old, OURS, "p")).code());
    another.reload();
    assertThrows(PortFailure.class, () -> another.open(old, OURS, "p"));
    assertEquals(SECRET, another.open(kept, OURS, "p"));
    assertEquals(0, copy.destroyOldKeys());
  }

  @Test
  void aCopyThatIsBehindDestroysNothing() {
    TinkSecretSealing one = copy();
    TinkSecretSealing behind = copy();
    one.addKey();
    behind.reload();
    one.addKey();

    assertEquals(0, behind.destroyOldKeys());
    assertEquals(2, behind.destroyOldKeys(), "now it knows all of them");
  }

  @Test
  void itIsKnownSinceWhenThereAreOldKeys() {
    TinkSecretSealing copy = copy();
    assertEquals(Optional.empty(), copy.oldKeysSince());
    clock.advance(Duration.ofHours(1));

    copy.addKey();

    assertEquals(Optional.of(START.plus(Duration.ofHours(1))), copy().oldKeysSince());
    copy.destroyOldKeys();
    assertEquals(Optional.empty(), copy.oldKeysSince());
  }

  private TinkSecretSealing copy() {
    return TinkSecretSealing.with(keys, folder.resolve("keys"), clock);
  }
}
