package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.StoredRuns;
import io.datachannel.dbt.application.storage.WaitingFiles;
import java.nio.file.Path;

/** All that is kept of runs outside of the database: written on this disk, and sent to a storage when it is whole. */
public record RunStorage(RunLogs logs, LogUploads uploads, Artifacts artifacts, StoredRuns stored, WaitingFiles waiting) {

  /**
   * @param live    the folder for the logs of runs that go on
   * @param waiting the folder, on the same disk, for what is to be sent
   * @param storage keeps it
   * @param limit   of one run's journal, in bytes
   */
  public static RunStorage of(Path live, Path waiting, ObjectStorage storage, long limit) {
    RunFiles files = new RunFiles(live, waiting, storage);
    OpenJournals journals = new OpenJournals();
    Outbox outbox = new Outbox(files, journals);
    Incoming incoming = Incoming.in(waiting.resolve("incoming"));
    LocalStoredRuns stored = new LocalStoredRuns(files, outbox);
    return new RunStorage(new LocalRunLogs(files, outbox, journals, limit), new LocalLogUploads(incoming, outbox, stored),
        new LocalArtifacts(files, incoming, outbox), stored, outbox);
  }
}
