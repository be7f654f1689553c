package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangingTreeTest {
  @TempDir private Path folder;

  /** Whichever is found first takes the others away, with their folders. */
  @Test
  void whatGoesAwayWhileOneLooksIsPassedOver() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(Files.createDirectories(folder.resolve("run" + i)).resolve("file"), "x");
    }
    List<Path> found = new ArrayList<>();

    ChangingTree.walk(folder, Integer.MAX_VALUE, (file, _) -> {
      found.add(file);
      deleteAll();
    });

    assertEquals(1, found.size());
  }

  @Test
  void aFolderThatIsNotThereHoldsNothing() throws IOException {
    ChangingTree.walk(folder.resolve("none"), 4, (file, _) -> {
      throw new AssertionError(file);
    });
  }

  private void deleteAll() {
    try {
      for (int i = 0; i < 5; i++) {
        FolderTree.delete(folder.resolve("run" + i));
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
