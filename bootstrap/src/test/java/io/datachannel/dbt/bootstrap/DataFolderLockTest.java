package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.settings.BadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {
  @TempDir private Path folder;

  @Test
  void aSecondServiceIsToldToUseAnotherFolderUntilTheFirstIsGone() {
    DataFolderLock first = DataFolderLock.take(folder.resolve("data"));

    BadSettings refused = assertThrows(BadSettings.class, () -> DataFolderLock.take(folder.resolve("data")));

    assertTrue(refused.getMessage().contains("--data-folder"));
    first.close();
    DataFolderLock.take(folder.resolve("data")).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertTrue(assertThrows(BadSettings.class, () -> DataFolderLock.take(file.resolve("data"))).getMessage().contains("file/data"));
  }
}
