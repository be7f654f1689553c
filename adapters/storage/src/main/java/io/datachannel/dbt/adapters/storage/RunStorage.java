package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.LogChunks;
import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.StoredRuns;
import io.datachannel.dbt.application.storage.WaitingFiles;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * All that is kept of runs outside of the database: written on this disk, and sent to a storage, the logs bit by bit while they grow, and everything
 * when it is whole.
 *
 * @param keepLogs  one beat of sending the logs of runs that go on here
 * @param watchLogs one beat of fetching those of runs that others carry out, and that are read here
 */
public record RunStorage(RunLogs logs, LogUploads uploads, Artifacts artifacts, StoredRuns stored, WaitingFiles waiting, LogChunks chunks,
    Runnable keepLogs, Runnable watchLogs) {

  /**
   * Where it is on this disk.
   *
   * @param live    the folder for the logs of runs that go on
   * @param waiting the folder, on the same disk, for what is to be sent
   * @param watched the folder for what is read here of other copies' runs
   */
  public record Folders(Path live, Path waiting, Path watched) {}

  /**
   * How much there may be of it, in bytes.
   *
   * @param journal of one run
   * @param spool   on this disk, of all that is not in the storage yet
   */
  public record Bounds(long journal, long spool) {}

  /**
   * @param storage keeps it; asked as often as something is wanted of it, and knows whether it is away
   * @param steady  a clock that never jumps and goes on while the process is suspended
   */
  public static RunStorage of(Folders folders, PatientStorage storage, Bounds bounds, InstantSource steady) {
    RunFiles files = new RunFiles(folders.live(), folders.waiting(), storage);
    OpenJournals journals = new OpenJournals();
    Bookmarks bookmarks = new Bookmarks();
    Spool spool = new Spool(bounds.spool(), storage::isAway);
    Incoming incoming = Incoming.in(folders.waiting().resolve("incoming"));
    WatchedRuns watched = new WatchedRuns(folders.watched(), storage, steady, bounds.spool() / 4);
    Outbox outbox = new Outbox(files, journals, new LostBeginnings(files, watched, incoming, bookmarks), spool);
    LocalStoredRuns stored = new LocalStoredRuns(files, outbox, watched);
    LiveLogs live = new LiveLogs(files, journals, new ChunkKeeper(files, incoming, steady), watched, new LiveLogs.Bounds(bounds.journal(), spool));
    return new RunStorage(new LocalRunLogs(files, new LogFiles(files, journals, watched), new JournalReader(bookmarks), outbox, live),
        new LocalLogUploads(incoming, outbox, stored, spool), new LocalArtifacts(files, incoming, outbox, spool), stored, outbox,
        new StoredChunks(files, watched, incoming, outbox), live::keep, live::watch);
  }
}
