package io.datachannel.dbt.adapters.profiles;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of an account's file warehouses. dbt code may leave links in it, so each part of a path is looked at before it is used. */
record AccountFolder(Path root) {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * The file at a relative path, with the folders above it made.
   *
   * @throws StepFailure with WAREHOUSE_FIELD_INVALID when the path leaves the folder, goes through a link, or is a folder itself
   */
  Path file(String relative) {
    Path file = root.resolve(relative).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw refused(relative, "does not name a file in the account's folder");
    }
    Path folder = root;
    for (Path part : root.relativize(file.getParent())) {
      if (!part.toString().isEmpty()) {
        folder = made(folder.resolve(part), relative);
      }
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(relative, "is a link or a folder, not a database file");
    }
    return file;
  }

  private static Path made(Path folder, String relative) {
    try {
      Files.createDirectory(folder, OWNER_ONLY);
    } catch (FileAlreadyExistsException _) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw refused(relative, "goes through a link or a file, not through folders");
      }
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
          "The folder of the account's database files cannot be made: " + failed.getMessage(), failed);
    }
    return folder;
  }

  private static StepFailure refused(String relative, String reason) {
    return new StepFailure(Failure.of(FailureCode.WAREHOUSE_FIELD_INVALID,
        "The warehouse's path '" + relative + "' " + reason + "; give another one, for example shop.duckdb."));
  }
}
