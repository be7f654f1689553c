package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.StoredRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The folders of runs on this disk and in the storage. */
final class LocalStoredRuns implements StoredRuns {
  private final RunFiles files;
  private final Outbox outbox;
  private final WatchedRuns watched;

  LocalStoredRuns(RunFiles files, Outbox outbox, WatchedRuns watched) {
    this.files = files;
    this.outbox = outbox;
    this.watched = watched;
  }

  /** Not while one of them is being sent, which would then be left in the storage. */
  @Override
  public void delete(AccountId account, RunId id) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    outbox.inTurn(run, () -> {
      delete(run);
      return run;
    });
  }

  private void delete(RunFiles.OfRun run) {
    for (Path folder : List.of(files.live(run, ""), files.waiting(run, ""))) {
      try {
        FolderTree.delete(folder);
      } catch (IOException failed) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The files of a run cannot be deleted: " + failed.getMessage(), failed);
      }
    }
    watched.forget(run);
    files.storage().deleteBelow(run.key(""));
    files.storage().deleteBelow(Chunk.below(run));
  }
}
