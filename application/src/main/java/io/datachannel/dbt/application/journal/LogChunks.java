package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.application.storage.WaitingFiles.OfRun;
import java.util.List;

/**
 * The beginnings of logs that copies of the service keep in the storage while they carry out runs. Whoever stores a log deletes them; what is left is
 * of a copy that was lost, or was cut off.
 *
 * <p>Every method throws a {@link io.datachannel.dbt.application.result.PortFailure} with STORAGE_UNAVAILABLE when the storage does not answer.
 */
public interface LogChunks {

  /** The runs of which there are any. */
  List<OfRun> runs();

  /**
   * Puts together, from those of the newest attempt, the log that no one stores any more; it waits here to be sent.
   *
   * @param end is put behind it, unless its end is known
   * @return whether there was anything
   */
  boolean makeLog(OfRun run, JournalEvent.LogLine end);

  /** Deletes them; nothing is no failure. */
  void delete(OfRun run);
}
