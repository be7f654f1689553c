package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WorkFolders;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** Folders of runs and of accounts below the data folder, each for the service's user alone. */
public final class LocalWorkFolders implements WorkFolders {
  private static final Logger LOG = System.getLogger(LocalWorkFolders.class.getName());

  /** The folder of the run, and one in it. */
  private static final int UNTRUSTED_FOLDERS = 2;

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

  /**
   * Deletes what an earlier process left behind. Only for a service that has the data folder to itself, and before it creates
   * anything.
   */
  public void deleteLeftovers() {
    deleted(work);
  }

  @Override
  public WorkFolder create(AccountId account, String label) {
    Path folder = made(() -> OwnerOnly.fresh(ofAccount(account).resolve(label + "-" + ids.uuid())));
    return new WorkFolder() {
      @Override
      public Path path() {
        return folder;
      }

      @Override
      public void close() {
        deleted(folder);
      }
    };
  }

  @Override
  public void rename(Path file, String name) {
    made(() -> {
      UntrustedFiles.rename(file, UNTRUSTED_FOLDERS, name);
      return file;
    });
  }

  /** All folders of an account's work under way are made here; it stays as long as the service is up. */
  public Path ofAccount(AccountId account) {
    return made(() -> OwnerOnly.folders(work.resolve(Long.toString(account.value()))));
  }

  @Override
  public Path warehouseFiles(AccountId account) {
    return made(() -> OwnerOnly.folders(warehouses.resolve(Long.toString(account.value()))));
  }

  /** What cannot be deleted must not turn a run that went well into one that failed; the next start tries again. */
  private static void deleted(Path folder) {
    try {
      UntrustedFiles.delete(folder);
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "A work folder could not be deleted", failed);
    }
  }

  private static Path made(FolderMaker maker) {
    try {
      return maker.make();
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A folder cannot be made: " + failed.getMessage(), failed);
    }
  }

  private interface FolderMaker {
    Path make() throws IOException;
  }
}
