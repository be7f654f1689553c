package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders of runs and of accounts below the data folder, each for the service's user alone. */
public final class LocalWorkFolders implements WorkFolders {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path work;
  private final Path warehouses;
  private final IdSource ids;

  /**
   * @param work       holds the folders of work under way
   * @param warehouses holds the file warehouses of the accounts
   */
  public LocalWorkFolders(Path work, Path warehouses, IdSource ids) {
    this.work = work;
    this.warehouses = warehouses;
    this.ids = ids;
  }

  /** Deletes what an earlier process left behind. Only for a service that has the data folder to itself. */
  public void deleteLeftovers() {
    FolderTree.delete(work);
  }

  @Override
  public WorkFolder create(String label) {
    Path folder = made(work.resolve(label + "-" + ids.uuid()));
    return new WorkFolder() {
      @Override
      public Path path() {
        return folder;
      }

      @Override
      public void close() {
        FolderTree.delete(folder);
      }
    };
  }

  @Override
  public Path warehouseFiles(AccountId account) {
    return made(warehouses.resolve(Long.toString(account.value())));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder, OWNER_ONLY);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A folder cannot be made: " + failed.getMessage(), failed);
    }
  }
}
