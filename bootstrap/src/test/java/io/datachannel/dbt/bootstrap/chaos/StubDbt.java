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
 * runner, its sandbox and the way between them are the real ones.
 *
 * @param folder   for its programs, which are not seen in the sandbox
 * @param account  the folder of the account's file warehouses, which all copies share: what is written and waited for inside
 * @param owners   tell the process of a copy
 */
record StubDbt(Path folder, Path account, Owners owners) {

  /** Inside of a sandbox the service's process has no number: a note names the data folder of its copy instead. */
  interface Owners {
    long processOf(String copy, long nanos);
  }

  static StubDbt in(Path folder, Path account, Owners owners) {
    StubDbt stub = new StubDbt(folder.toAbsolutePath(), account.toAbsolutePath(), owners);
    try {
      Files.createDirectories(stub.folder);
      Files.createDirectories(stub.account.resolve("locks"));
      Files.createDirectories(stub.account.resolve("released"));
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
      Files.writeString(account.resolve("released").resolve(name), "");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What was noted so far, oldest first. */
  List<Note> journal() {
    Path file = account.resolve("journal.jsonl");
    try {
      return Files.exists(file) ? Files.readAllLines(file).stream().map(this::note).toList() : List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Note note(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      JsonObject note = reader.readObject();
      long nanos = note.getJsonNumber("nanos").longValueExact();
      return new Note(Note.Kind.valueOf(note.getString("event")), note.getInt("run"), note.getString("attempt"),
          owners.processOf(note.getString("copy"), nanos), nanos,
          note.containsKey("relations") ? note.getJsonArray("relations").getValuesAs(JsonString::getString) : List.of(),
          Optional.ofNullable(note.getString("how", note.getString("what", null))));
    }
  }
}
