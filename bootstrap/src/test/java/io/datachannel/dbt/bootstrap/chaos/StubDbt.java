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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dbt that writes no warehouse, but a journal. The service is given a uv that puts it into every environment; the service itself, its
 * runner, its sandbox and the way between them are the real ones.
 *
 * @param folder   for its programs, which are not seen in the sandbox
 * @param shared   holds a folder of file warehouses for each account, which all copies share: what is written and waited for inside
 * @param owners   tell the process of a copy
 */
record StubDbt(Path folder, Path shared, Owners owners) {

  private static final String FIRST_ACCOUNT = "1";

  /** Inside of a sandbox the service's process has no number: a note names the data folder of its copy instead. */
  interface Owners {
    long processOf(String copy, long nanos);
  }

  static StubDbt in(Path folder, Path shared, Owners owners) {
    StubDbt stub = new StubDbt(folder.toAbsolutePath(), shared.toAbsolutePath(), owners);
    try {
      Files.createDirectories(stub.folder);
      // A test may release a run before the service has begun it.
      Files.createDirectories(stub.shared.resolve(FIRST_ACCOUNT));
      for (String name : List.of("stub_uv.sh", "stub_dbt.py", "stub_mischief.py")) {
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
      for (Path account : accounts()) {
        Files.writeString(Files.createDirectories(account.resolve("released")).resolve(name), "");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether the index of Python packages answers. */
  void index(boolean answers) {
    try {
      if (answers) {
        Files.deleteIfExists(folder.resolve("away"));
      } else {
        Files.writeString(folder.resolve("away"), "");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What was noted so far, oldest first. */
  List<Note> journal() {
    try {
      List<Note> notes = new ArrayList<>();
      for (Path account : accounts()) {
        Path file = account.resolve("journal.jsonl");
        if (Files.exists(file)) {
          Files.readAllLines(file).stream().map(this::note).forEach(notes::add);
        }
      }
      notes.sort(Comparator.comparingLong(Note::nanos));
      return List.copyOf(notes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<Path> accounts() throws IOException {
    try (Stream<Path> accounts = Files.list(shared)) {
      return accounts.toList();
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
