package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The logs of runs: written while they happen, followed live, and stored when the run is over. */
public interface RunLogs {

  /** Opens the journal of a run for appending; entries that are there are kept. One writer at a time, and none after the end. */
  Writer open(AccountId account, RunId run);

  /**
   * The same for an attempt to carry the run out. What it writes also goes to the storage, bit by bit: other copies of the service can read it
   * meanwhile, some seconds later, and when this one is lost. Of several attempts the one with the highest fencing number is read.
   */
  Writer carryOut(AccountId account, RunId run, Lease lease);

  /**
   * The same to say what became of a run when the copy that carried it out was lost. What that had written is put before it as soon as the
   * storage gives it.
   *
   * @param lost under which the run was carried out
   */
  Writer afterLoss(AccountId account, RunId run, Lease lost);

  /**
   * The entries behind a sequence number, live or stored, oldest first.
   *
   * @param after 0 for all
   * @param wait  how long to wait for the first one; returns empty when none came in time
   */
  List<JournalEntry> read(AccountId account, RunId run, long after, Duration wait);

  /** The log as text (UTF-8), live or stored, here or by another copy of the service; absent when nothing was written yet. */
  Optional<StoredFile> text(AccountId account, RunId run);

  /** An address from which anyone can download the stored log until it expires; empty for a live one, and where there are none. */
  Optional<URI> link(AccountId account, RunId run, Duration validity);

  /**
   * Hands the log, the journal and the artifacts of an ended run to the storage. When that does not answer they stay readable here, and
   * {@link io.datachannel.dbt.application.runs.SendWaitingFiles} sends them later.
   *
   * @param stored given the path of the log, for {@code log_file_path}, as soon as it is there
   */
  void store(AccountId account, RunId run, Consumer<String> stored);

  /** Appends to the journal and, for lines, steps and statuses, to the text of the log. Every append can be read at once. */
  interface Writer extends AutoCloseable {
    void append(JournalEvent event);

    @Override
    void close();
  }
}
