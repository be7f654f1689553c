package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.InputStream;

/** Takes the logs of runs that someone else carried out; {@link RunLogs#text} gives them back. */
public interface LogUploads {

  /**
   * Takes a log whole or not at all; a second one for the same run takes the first one's place.
   *
   * @param log      read to its end, never held in memory; the caller closes it
   * @param mostBytes the longest that is taken
   */
  Received receive(AccountId account, RunId run, InputStream log, long mostBytes);

  /** Takes away what came for a run that is not there any more, here and in the storage; nothing is no failure. */
  void forget(AccountId account, RunId run);

  /** What became of an upload. */
  sealed interface Received {

    /** @param path where it is in the storage, for {@code log_file_path} */
    record Stored(String path, long bytes) implements Received {}

    /** The storage does not answer; the log is kept here and is sent as soon as it does. */
    record Waiting(long bytes) implements Received {}

    /** It was longer than allowed; nothing of it is kept. */
    record TooLarge() implements Received {}

    /** It ended before its end; nothing of it is kept. */
    record CutOff() implements Received {}
  }
}
