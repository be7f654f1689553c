package io.datachannel.dbt.application.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.keys.EncryptionKeys.Kept;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EncryptionKeys} does. */
public abstract class EncryptionKeysContract {
  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00.123456Z");
  private static final Kept FIRST = new Kept(1, "one", THEN);
  private static final Kept SECOND = new Kept(2, "two", THEN.plusSeconds(1));

  protected abstract EncryptionKeys keys();

  @Test
  public void thereAreNoneBeforeTheFirstStart() {
    assertEquals(Optional.empty(), keys().newest());
  }

  @Test
  public void ofTwoFirstSetsTheFasterIsKept() {
    assertTrue(keys().replace(FIRST));
    assertFalse(keys().replace(new Kept(1, "late", THEN)));

    assertEquals(Optional.of(FIRST), keys().newest());
  }

  @Test
  public void ofTwoChangesOfOneSetTheFasterIsKept() {
    keys().replace(FIRST);

    assertTrue(keys().replace(SECOND));
    assertFalse(keys().replace(new Kept(2, "late", THEN)));
    assertFalse(keys().replace(new Kept(4, "from nowhere", THEN)));

    assertEquals(Optional.of(SECOND), keys().newest());
  }
}
