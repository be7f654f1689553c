package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.account.AccountId;
import java.nio.file.Path;

/** Folders for the files of runs and of accounts. */
public interface WorkFolders {

  /** A new, empty folder of an account with mode 0700 that is deleted with all it holds when it is closed. */
  WorkFolder create(AccountId account, String label);

  /** The folder that holds an account's file warehouses (DuckDB); made when it is missing. */
  Path warehouseFiles(AccountId account);

  /**
   * Gives a file that dbt wrote another name beside it, in the place of what has that name. No link is followed, also none that users' code puts in the
   * place of the file or of a folder meanwhile.
   *
   * @param file in a folder of a {@link WorkFolder}
   * @throws io.datachannel.dbt.application.result.PortFailure when it is no plain file, or cannot be renamed
   */
  void rename(Path file, String name);

  /** A temporary folder. */
  interface WorkFolder extends AutoCloseable {
    Path path();

    @Override
    void close();
  }
}
