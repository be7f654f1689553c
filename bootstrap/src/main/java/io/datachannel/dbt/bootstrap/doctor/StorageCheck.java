package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether logs and artifacts can be kept in a bucket: by an object that is written, read and deleted. */
public final class StorageCheck {
  private static final String ABOUT = "storage";
  private static final String WORDS = "Written by ./run doctor, to be deleted by it at once.";

  private final ObjectStorage storage;
  private final IdSource ids;

  public StorageCheck(ObjectStorage storage, IdSource ids) {
    this.storage = storage;
    this.ids = ids;
  }

  public List<Finding> look() throws IOException {
    String below = "doctor/" + ids.uuid() + "/";
    try (Scratch scratch = Scratch.make()) {
      Path file = Files.writeString(scratch.folder().resolve("probe"), WORDS);
      return List.of(tried(below, file));
    } catch (PortFailure failed) {
      return List.of(Finding.problem(ABOUT, failed.getMessage()));
    }
  }

  private Finding tried(String below, Path file) throws IOException {
    String place = storage.put(below + "probe", file);
    String found = read(below + "probe");
    try {
      storage.deleteBelow(below);
    } catch (PortFailure refused) {
      return Finding.problem(ABOUT, "What is written can be read, and not deleted (" + place + " stays): " + refused.getMessage(),
          "Give the access key the right to list and to delete, and to abort multipart uploads.");
    }
    return found.equals(WORDS) ? Finding.ok(ABOUT, "An object was written, read and deleted.")
        : Finding.problem(ABOUT, "What was written to " + place + " is read as something else.", "Look at what stands before the store: a cache, or another program.");
  }

  private String read(String key) throws IOException {
    Optional<InputStream> found = storage.open(key, 0);
    if (found.isEmpty()) {
      return "";
    }
    try (InputStream stream = found.get()) {
      return new String(stream.readNBytes(WORDS.length() + 1), StandardCharsets.UTF_8);
    }
  }
}
