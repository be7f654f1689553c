package io.datachannel.dbt.application.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every storage of files keeps to. */
public abstract class ObjectStorageContract {
  private static final String KEY = "accounts/1/runs/7/run.log";
  /** More than one part of a multipart upload. */
  private static final int LARGE = 17 * 1024 * 1024 + 3;

  @TempDir protected Path folder;

  protected abstract ObjectStorage storage();

  @Test
  void aFileComesBackByteForByteAndIsReplaced() throws IOException {
    storage().put(KEY, file("a first one that is longer"));
    String address = storage().put(KEY, file("Käse 🙂\n"));

    assertTrue(address.endsWith(KEY), address);
    assertEquals("Käse 🙂\n", text(KEY, 0));
    assertEquals(Optional.of(11L), storage().size(KEY));
  }

  @Test
  void theFileItCameFromStaysAsItIs() throws IOException {
    Path file = file("kept");

    storage().put(KEY, file);

    assertEquals("kept", Files.readString(file));
  }

  @Test
  void anEmptyFileIsThere() throws IOException {
    storage().put(KEY, file(""));

    assertEquals(Optional.of(0L), storage().size(KEY));
    assertEquals("", text(KEY, 0));
    assertEquals("", text(KEY, 5));
  }

  @Test
  void aFileIsReadFromAnyPlace() throws IOException {
    storage().put(KEY, file("0123456789"));

    assertEquals("789", text(KEY, 7));
    assertEquals("", text(KEY, 10));
    assertEquals("", text(KEY, 4711));
  }

  @Test
  void aLargeFileComesBackWhole() throws IOException {
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    storage().put(KEY, Files.write(folder.resolve("large"), bytes));

    assertEquals(Optional.of((long) LARGE), storage().size(KEY));
    try (InputStream stored = storage().open(KEY, 0).orElseThrow()) {
      assertArrayEquals(bytes, stored.readAllBytes());
    }
  }

  @Test
  void whatIsNotThereIsAbsent() throws IOException {
    storage().put(KEY, file("x"));

    assertTrue(storage().open("accounts/1/runs/8/run.log", 0).isEmpty());
    assertTrue(storage().size("accounts/1/runs/7").isEmpty());
    assertTrue(storage().size("accounts/1/runs/7/run.log.part").isEmpty());
  }

  @Test
  void whatIsBelowAPrefixIsDeletedAndNothingElse() throws IOException {
    storage().put(KEY, file("x"));
    storage().put("accounts/1/runs/7/manifest.json", file("{}"));
    storage().put("accounts/1/runs/77/run.log", file("of another run"));

    storage().deleteBelow("accounts/1/runs/7/");
    storage().deleteBelow("accounts/1/runs/7/");

    assertTrue(storage().size(KEY).isEmpty());
    assertTrue(storage().size("accounts/1/runs/7/manifest.json").isEmpty());
    assertEquals("of another run", text("accounts/1/runs/77/run.log", 0));
  }

  @Test
  void whatIsBelowAPrefixIsListedInOrder() throws IOException {
    storage().put("accounts/1/runs/7/b", file("x"));
    storage().put("accounts/1/runs/7/2/c.last", file("x"));
    storage().put("accounts/1/runs/7/a", file("x"));
    storage().put("accounts/1/runs/77/run.log", file("of another run"));

    assertEquals(List.of("accounts/1/runs/7/2/c.last", "accounts/1/runs/7/a", "accounts/1/runs/7/b"), storage().list("accounts/1/runs/7/"));
    assertEquals(List.of(), storage().list("accounts/2/"));
  }

  protected final Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }

  protected final String text(String key, long offset) throws IOException {
    try (InputStream stored = storage().open(key, offset).orElseThrow()) {
      return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
