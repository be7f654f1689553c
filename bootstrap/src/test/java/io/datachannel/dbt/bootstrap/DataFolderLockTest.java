package io.datachannel.dbt.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.settings.BadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {
  @TempDir private Path folder;

  @Test
  void aSecondServiceIsToldToUseAnotherFolderUntilTheFirstIsGone() {
    DataFolderLock first = DataFolderLock.take(folder.resolve("data"), length -> { });

    BadSettings refused = assertThrows(BadSettings.class, () -> DataFolderLock.take(folder.resolve("data"), length -> { }));

    assertTrue(refused.getMessage().contains("--data-folder"));
    first.close();
    DataFolderLock.take(folder.resolve("data"), length -> { }).close();
  }

  @Test
  void whatHasTheFolderForAMomentIsWaitedFor() {
    DataFolderLock moment = DataFolderLock.take(folder.resolve("data"), length -> { });
    List<Duration> pauses = new ArrayList<>();

    DataFolderLock.take(folder.resolve("data"), length -> {
      pauses.add(length);
      if (pauses.size() == 2) {
        moment.close();
      }
    }).close();

    assertEquals(2, pauses.size());
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertTrue(assertThrows(BadSettings.class, () -> DataFolderLock.take(file.resolve("data"), length -> { })).getMessage().contains("file/data"));
  }
}
