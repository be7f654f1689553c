package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which files grow until they are whole. */
record Incoming(Path folder) {

  /** What a crash left half is deleted. */
  static Incoming in(Path folder) {
    try {
      FolderTree.delete(folder);
      return new Incoming(folder);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "Half files cannot be deleted: " + failed.getMessage(), failed);
    }
  }

  /** Writes a new file. */
  interface Filling {
    void into(Path file) throws IOException;
  }

  /** A new file with what is written into it; when that fails nothing is left. */
  Path filled(Filling filling) throws IOException {
    Path file = file();
    try {
      filling.into(file);
      return file;
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  /** A new, empty file. */
  Path file() throws IOException {
    return Files.createTempFile(OwnerOnly.folders(folder), "", ".part");
  }
}
