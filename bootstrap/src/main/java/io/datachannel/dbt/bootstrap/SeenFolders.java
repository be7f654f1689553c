package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.dbt.AccountFolders;
import io.datachannel.dbt.adapters.process.Confines;
import io.datachannel.dbt.adapters.storage.LocalWorkFolders;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What dbt sees of the data folder: an account's checkouts, its folders of work and its file warehouses.
 *
 * @param checkouts of all accounts, in which each has a folder by its number
 */
record SeenFolders(Path checkouts, LocalWorkFolders folders) implements AccountFolders {
  /** Below an account's folder: the project, the commit, and the files with packages. */
  private static final int LEVELS_OF_A_CHECKOUT = 3;

  @Override
  public Confines of(AccountId account) {
    return new Confines(List.of(made(checkouts(account))), List.of(folders.ofAccount(account), folders.warehouseFiles(account)));
  }

  @Override
  public Path installedInto(AccountId account, Path projectFolder) {
    Path all = checkouts(account);
    return all.resolve(all.relativize(projectFolder.toAbsolutePath().normalize()).subpath(0, LEVELS_OF_A_CHECKOUT));
  }

  private Path checkouts(AccountId account) {
    return checkouts.toAbsolutePath().normalize().resolve(Long.toString(account.value()));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A folder cannot be made: " + failed.getMessage(), failed);
    }
  }
}
