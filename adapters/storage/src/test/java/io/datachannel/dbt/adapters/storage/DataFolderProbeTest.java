package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderProbeTest {
  @TempDir private Path folder;

  @Test
  void aFolderThatCanBeWrittenIsLeftAsItWas() throws IOException {
    DataFolderProbe probe = new DataFolderProbe(folder, 1);

    probe.look();
    assertDoesNotThrow(probe::look);

    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.createDirectory(folder.resolve(".writable"));

    assertTrue(failure(new DataFolderProbe(folder, 1)).getMessage().contains(folder + " cannot be written"));
  }

  @Test
  void aDiskThatIsNearlyFullIsToldWithWhatIsLeft() {
    assertTrue(failure(new DataFolderProbe(folder, Long.MAX_VALUE)).getMessage().contains(" MB left, of at least "));
  }

  private static PortFailure failure(DataFolderProbe probe) {
    PortFailure failure = assertThrows(PortFailure.class, probe::look);
    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
    return failure;
  }
}
