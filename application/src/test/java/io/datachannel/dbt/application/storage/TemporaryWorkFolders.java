package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Folders below one that the test's runner deletes as a whole. */
public final class TemporaryWorkFolders implements WorkFolders {
  private final Path root;

  public TemporaryWorkFolders(Path root) {
    this.root = root;
  }

  @Override
  public WorkFolder create(AccountId account, String label) {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(root), label);
      return new WorkFolder() {
        @Override
        public Path path() {
          return folder;
        }

        @Override
        public void close() {
          // Left to the test's runner.
        }
      };
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void rename(Path file, String name) {
    try {
      Files.move(file, file.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, failed.toString(), failed);
    }
  }

  @Override
  public Path warehouseFiles(AccountId account) {
    try {
      return Files.createDirectories(root.resolve("warehouses").resolve(Long.toString(account.value())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
