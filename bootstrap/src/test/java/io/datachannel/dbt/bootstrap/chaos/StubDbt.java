package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A dbt that writes no warehouse, but a journal. The service is given a uv that puts it into every environment; the service itself, its
 * runner and the way between them are the real ones.
 */
record StubDbt(Path folder) {

  static StubDbt in(Path folder) {
    StubDbt stub = new StubDbt(folder.toAbsolutePath());
    try {
      Files.createDirectories(stub.folder.resolve("locks"));
      Files.createDirectories(stub.folder.resolve("released"));
      for (String name : List.of("stub_uv.sh", "stub_dbt.py")) {
        try (InputStream resource = StubDbt.class.getResourceAsStream(name)) {
          Files.copy(resource, stub.folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.setPosixFilePermissions(stub.uv(), PosixFilePermissions.fromString("rwx------"));
      return stub;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** For the flag --uv. */
  Path uv() {
    return folder.resolve("stub_uv.sh");
  }

  /** Runs that wait for this name end now, and from now on. */
  void release(String name) {
    try {
      Files.writeString(folder.resolve("released").resolve(name), "");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What was noted so far, oldest first. */
  List<Note> journal() {
    Path file = folder.resolve("journal.jsonl");
    try {
      return Files.exists(file) ? Files.readAllLines(file).stream().map(StubDbt::note).toList() : List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Note note(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      JsonObject note = reader.readObject();
      return new Note(Note.Kind.valueOf(note.getString("event")), note.getInt("run"), note.getString("attempt"), note.getInt("parent"),
          note.getJsonNumber("nanos").longValueExact(),
          note.containsKey("relations") ? note.getJsonArray("relations").getValuesAs(JsonString::getString) : List.of(),
          Optional.ofNullable(note.getString("how", note.getString("what", null))));
    }
  }
}
