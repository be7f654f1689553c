package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The logs of runs: written while they happen, followed live, and stored when the run is over. */
public interface RunLogs {

  /** Opens the journal of a run for appending; entries that are there are kept. One writer at a time. */
  Writer open(AccountId account, RunId run);

  /**
   * The entries behind a sequence number, live or stored, oldest first.
   *
   * @param after 0 for all
   * @param wait  how long to wait for the first one; returns empty when none came in time
   */
  List<JournalEntry> read(AccountId account, RunId run, long after, Duration wait);

  /** The log as text (UTF-8), live or stored; absent when nothing was written yet. The caller closes it. */
  Optional<InputStream> text(AccountId account, RunId run);

  /** Hands the log and the journal to the storage. @return the path of the log there, for {@code log_file_path} */
  String store(AccountId account, RunId run);

  /** Appends to the journal and, for lines, steps and statuses, to the text of the log. Every append can be read at once. */
  interface Writer extends AutoCloseable {
    void append(JournalEvent event);

    @Override
    void close();
  }
}
