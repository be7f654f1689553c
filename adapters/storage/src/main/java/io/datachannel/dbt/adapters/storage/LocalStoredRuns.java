package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.StoredRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The folders of runs below the data folder. */
public final class LocalStoredRuns implements StoredRuns {
  private final List<Path> roots;

  /**
   * @param live   holds the files of runs that go on
   * @param stored holds those of finished ones
   */
  public LocalStoredRuns(Path live, Path stored) {
    this.roots = List.of(live, stored);
  }

  @Override
  public void delete(AccountId account, RunId run) {
    String folder = new RunFiles.OfRun(account, run).key("");
    for (Path root : roots) {
      try {
        FolderTree.delete(root.resolve(folder));
      } catch (IOException failed) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The files of a run cannot be deleted: " + failed.getMessage(), failed);
      }
    }
  }
}
