package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;

/** Reads the journal of a run as it grows. */
public final class FollowRun {
  private final Runs runs;
  private final RunLogs logs;

  public FollowRun(Runs runs, RunLogs logs) {
    this.runs = runs;
    this.logs = logs;
  }

  /**
   * @param after the sequence number of the last entry seen, 0 for none
   * @param wait  how long to wait for the first entry
   * @throws NotFound when the account has no such run
   */
  public Part next(Caller caller, RunId id, long after, Duration wait) {
    boolean follows = after > 0 && wait.isPositive();
    List<JournalEntry> news = follows ? logs.read(caller.account(), id, after, wait) : List.of();
    return news.isEmpty() ? asked(caller, id, after, follows ? Duration.ZERO : wait) : new Part(news, isEnd(news.getLast()));
  }

  /** The database is asked when nothing was heard: a run whose journal was cut off by a crash ends without a word. */
  private Part asked(Caller caller, RunId id, long after, Duration wait) {
    boolean over = find(caller, id);
    List<JournalEntry> entries = logs.read(caller.account(), id, after, over ? Duration.ZERO : wait);
    boolean ended = entries.isEmpty() ? over : isEnd(entries.getLast());
    return new Part(entries, ended);
  }

  private boolean find(Caller caller, RunId id) {
    return runs.find(caller.account(), id).orElseThrow(() -> NotFound.of("run", id.value())).run().state().status().isFinal();
  }

  private static boolean isEnd(JournalEntry entry) {
    return entry.event() instanceof StatusChanged changed && changed.status().isFinal();
  }

  /** @param ended nothing will follow */
  public record Part(List<JournalEntry> entries, boolean ended) {}
}
