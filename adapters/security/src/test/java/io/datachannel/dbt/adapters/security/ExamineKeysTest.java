package io.datachannel.dbt.adapters.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.adapters.security.ExamineKeys.Examined;
import io.datachannel.dbt.application.keys.EncryptionKeys;
import io.datachannel.dbt.application.keys.InMemoryEncryptionKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master key is looked at beside a service, and is neither made nor mended. */
class ExamineKeysTest {
  @TempDir private Path folder;
  private final EncryptionKeys keys = new InMemoryEncryptionKeys();

  @Test
  void beforeTheFirstStartThereIsNothingToOpen() throws IOException {
    assertEquals(Examined.NONE_YET, ExamineKeys.examine(folder.resolve("keys"), Optional.empty()));
    assertFalse(Files.exists(folder.resolve("keys")));
  }

  @Test
  void theRightKeyOpensAndIsSeenByItsOwnerAlone() throws IOException {
    String sealed = sealed(folder, keys);

    assertEquals(Examined.OPENS, ExamineKeys.examine(folder, Optional.of(sealed)));
    assertEquals(Examined.OPENS, ExamineKeys.examine(folder, Optional.empty()));
    Files.setPosixFilePermissions(folder.resolve("master.json"), PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(Examined.OPENS_SEEN_BY_OTHERS, ExamineKeys.examine(folder, Optional.of(sealed)));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.json"))));
  }

  @Test
  void aMissingAWrongAndABrokenKeyAreToldApart() throws IOException {
    String sealed = sealed(folder.resolve("one"), keys);
    sealed(folder.resolve("other"), new InMemoryEncryptionKeys());

    assertEquals(Examined.MASTER_MISSING, ExamineKeys.examine(folder.resolve("none"), Optional.of(sealed)));
    assertEquals(Examined.MASTER_WRONG, ExamineKeys.examine(folder.resolve("other"), Optional.of(sealed)));
    Files.writeString(folder.resolve("one/master.json"), "{}");
    assertEquals(Examined.MASTER_UNREADABLE, ExamineKeys.examine(folder.resolve("one"), Optional.of(sealed)));
  }

  private static String sealed(Path folder, EncryptionKeys keys) {
    TinkSecretSealing.with(keys, folder, InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")));
    return keys.newest().orElseThrow().sealed();
  }
}
