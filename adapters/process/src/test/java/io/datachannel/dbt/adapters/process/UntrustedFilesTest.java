package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that code of a user planted, in the place of a file, of a folder and of the folder of the run. */
class UntrustedFilesTest {
  @TempDir
  Path folder;

  private Path run;
  private Path target;
  private Path others;

  @BeforeEach
  void makeFolders() throws IOException {
    run = folder.resolve("work/1/run-5");
    target = Files.createDirectories(run.resolve("target"));
    others = Files.createDirectories(folder.resolve("work/2/run-6/target"));
    Files.writeString(others.resolve("manifest.json"), "of others");
  }

  private static String read(Path file) throws IOException {
    try (InputStream stream = UntrustedFiles.read(file, 2)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aPlainFileIsReadAndMoved() throws IOException {
    Path file = Files.writeString(target.resolve("manifest.json"), "own");
    assertEquals("own", read(file));

    UntrustedFiles.move(file, 2, folder.resolve("taken"));

    assertEquals("own", Files.readString(folder.resolve("taken")));
    assertFalse(Files.exists(file));
  }

  @Test
  void aPlainFileIsRenamedInThePlaceOfALinkThatLeadsToAnother() throws IOException {
    Path file = Files.writeString(target.resolve("manifest.json"), "own");
    Path link = Files.createSymbolicLink(target.resolve("manifest.1.json"), others.resolve("manifest.json"));

    UntrustedFiles.rename(file, 2, "manifest.1.json");

    assertFalse(Files.exists(file));
    assertEquals("own", read(link));
    assertEquals("of others", Files.readString(others.resolve("manifest.json")));
  }

  @Test
  void aLinkInThePlaceOfTheFileIsNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(target.resolve("manifest.json"), others.resolve("manifest.json"));
    assertThrows(IOException.class, () -> UntrustedFiles.rename(link, 2, "manifest.1.json"));
    assertThrows(IOException.class, () -> read(link));
    assertThrows(IOException.class, () -> UntrustedFiles.move(link, 2, folder.resolve("taken")));
    assertFalse(Files.exists(folder.resolve("taken")));
  }

  @Test
  void aLinkInThePlaceOfItsFolderIsNotFollowed() throws IOException {
    Files.delete(target);
    Files.createSymbolicLink(target, others);
    assertNothingIsTaken();
  }

  @Test
  void aLinkInThePlaceOfTheFolderOfTheRunIsNotFollowed() throws IOException {
    Files.delete(target);
    Files.delete(run);
    Files.createSymbolicLink(run, others.getParent());
    assertNothingIsTaken();
    UntrustedFiles.delete(run);
    assertFalse(Files.isSymbolicLink(run));
    assertEquals("of others", Files.readString(others.resolve("manifest.json")));
  }

  private void assertNothingIsTaken() throws IOException {
    Path file = target.resolve("manifest.json");
    assertTrue(Files.exists(file), "A link leads there.");
    assertThrows(IOException.class, () -> read(file));
    assertThrows(IOException.class, () -> UntrustedFiles.move(file, 2, folder.resolve("taken")));
    assertThrows(IOException.class, () -> UntrustedFiles.rename(file, 2, "manifest.1.json"));
    assertEquals("of others", Files.readString(others.resolve("manifest.json")));
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() throws IOException {
    Path folderInItsPlace = Files.createDirectory(target.resolve("manifest.json"));
    assertThrows(IOException.class, () -> read(folderInItsPlace));
  }

  @Test
  void aPipeThatTakesTheFilesPlaceAfterTheLookIsNotWaitedFor() throws Exception {
    Path pipe = target.resolve("manifest.json");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertThrows(IOException.class, () -> read(pipe));

    try (DirectoryStream<Path> opened = Files.newDirectoryStream(target)) {
      @SuppressWarnings("unchecked")
      SecureDirectoryStream<Path> secure = assertInstanceOf(SecureDirectoryStream.class, opened);
      assertThrows(IOException.class, () -> UntrustedFiles.open(secure, pipe.getFileName()));
    }
  }

  @Test
  void aFolderGoesWithAllItHoldsAndLinksGoAlone() throws IOException {
    Files.createSymbolicLink(target.resolve("link"), others);
    Path shut = Files.createDirectories(target.resolve("a/shut"));
    Files.createFile(shut.resolve("file"));
    Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-xr-xr-x"));

    UntrustedFiles.delete(run);
    UntrustedFiles.delete(run);

    assertFalse(Files.exists(run));
    assertTrue(Files.exists(others.resolve("manifest.json")));
  }

  @Test
  void foldersWithoutEndAreLeftAndDoNotTakeTheServiceAlong() throws IOException {
    Path deep = run;
    for (int depth = 0; depth < 300; depth++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    assertThrows(IOException.class, () -> UntrustedFiles.delete(run));
    assertTrue(Files.exists(run));
  }
}
