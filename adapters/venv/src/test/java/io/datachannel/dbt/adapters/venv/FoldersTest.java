package io.datachannel.dbt.adapters.venv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two collections may delete the same folder at once: each step is asked about what the other one has deleted just before it. */
class FoldersTest {
  private final Folders.Deleting deleting = new Folders.Deleting();

  @TempDir
  Path folder;

  @Test
  void whatOthersDeleteMeanwhileIsFine() throws IOException {
    Path gone = folder.resolve("gone");

    assertEquals(FileVisitResult.CONTINUE, deleting.visitFile(gone, Files.readAttributes(folder, BasicFileAttributes.class)));
    assertEquals(FileVisitResult.CONTINUE, deleting.visitFileFailed(gone, new NoSuchFileException(gone.toString())));
    assertEquals(FileVisitResult.CONTINUE, deleting.postVisitDirectory(gone, null));
    assertEquals(List.of(), Folders.children(gone));
    Folders.delete(gone);
  }

  @Test
  void whatCannotBeDeletedIsTold() {
    assertThrows(AccessDeniedException.class, () -> deleting.visitFileFailed(folder, new AccessDeniedException(folder.toString())));
  }
}
