package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.ObjectStorageContract;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderObjectStorageTest extends ObjectStorageContract {

  @Override
  protected ObjectStorage storage() {
    return new FolderObjectStorage(folder.resolve("storage"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../x", "a//b", "a/", ".hidden", "a/.b", "a b", "a\u0000b", "ü"})
  void whatIsNoKeyIsRefused(String key) throws IOException {
    Path file = file("x");

    assertThrows(IllegalArgumentException.class, () -> storage().put(key, file));
    assertThrows(IllegalArgumentException.class, () -> storage().open(key, 0));
  }

  @Test
  void aFolderThatCannotBeWrittenIsAFailureAndLeavesNothingHalf() throws IOException {
    Path file = file("x");
    Files.writeString(folder.resolve("storage"), "a file where the folder should be");

    PortFailure failure = assertThrows(PortFailure.class, () -> storage().put("a/b", file));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }

  @Test
  void aFolderInWhichNothingIsLeftIsTakenAway() throws IOException {
    storage().put("chunks/runs/7/1/0", file("x"));
    storage().put("chunks/runs/7/2/0", file("x"));

    storage().deleteBelow("chunks/runs/7/1/");
    assertEquals(List.of("chunks/runs/7/2/0"), storage().list("chunks/"));
    storage().deleteBelow("chunks/runs/7/2/");

    assertFalse(Files.exists(folder.resolve("storage/chunks/runs/7")));
    storage().put("chunks/runs/7/3/0", file("x"));
    assertEquals(List.of("chunks/runs/7/3/0"), storage().list("chunks/"));
  }

  @Test
  void nothingButTheFileIsLeftAndItIsForTheServiceAlone() throws IOException {
    storage().put("accounts/1/run.log", file("x"));

    Path run = folder.resolve("storage/accounts/1");
    try (Stream<Path> files = Files.list(run)) {
      assertEquals(List.of(run.resolve("run.log")), files.toList());
    }
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run)));
    assertTrue(storage().link("accounts/1/run.log", Duration.ofMinutes(1), "run.log").isEmpty());
  }
}
