package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends the runs of which an earlier process of this copy knew how they ended, and was killed before that was committed. To be called
 * before {@link ReapLostRuns}, which would take them for lost. One thread calls it.
 */
public final class RecoverEndings {
  private static final Logger LOG = System.getLogger(RecoverEndings.class.getName());

  private final KeptEndings kept;
  private final List<KeptEnding> left;
  private final Set<KeptEnding> waiting = new HashSet<>();
  private final Map<RunId, Integer> refusals = new HashMap<>();
  private final Runs runs;
  private final EndRun end;
  private final RunLogs logs;
  private final InstantSource clock;
  private final OneByOne<KeptEnding> recoveries = new OneByOne<>(KeptEnding::run);

  private RecoverEndings(KeptEndings kept, Runs runs, EndRun end, RunLogs logs, InstantSource clock) {
    this.kept = kept;
    this.left = new ArrayList<>(kept.all());
    this.runs = runs;
    this.end = end;
    this.logs = logs;
    this.clock = clock;
  }

  /** To be made before this process carries out runs of its own: whatever is kept by now an earlier one has left. */
  public static RecoverEndings ofEarlierProcess(KeptEndings kept, Runs runs, EndRun end, RunLogs logs, InstantSource clock) {
    return new RecoverEndings(kept, runs, end, logs, clock);
  }

  /** @throws PortFailure when the database is away, the row of one run is locked, or an end is not taken; the next call goes on with what is left */
  public void tick() {
    waiting.addAll(left);
    recoveries.with(List.copyOf(left), ending -> {
      if (isDone(ending)) {
        left.remove(ending);
      }
      waiting.remove(ending);
    });
  }

  /** Those of which the last call could not write the end, and the next one may: it is known, and they are not lost. */
  Set<RunId> waiting() {
    return waiting.stream().map(KeptEnding::run).collect(Collectors.toSet());
  }

  private boolean isDone(KeptEnding ending) {
    try {
      recover(ending);
      return true;
    } catch (PortFailure failed) {
      throwIfItMayPass(ending, failed);
      if (failed.code() == FailureCode.INTERNAL_ERROR && isDoneWithoutResults(ending, failed)) {
        return true;
      }
      LOG.log(Level.WARNING, "the end of run " + text(ending) + " cannot be recorded yet", failed);
      return false;
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "the end of run " + text(ending) + " cannot be recorded", failed);
      end.forget(ending);
      return true;
    }
  }

  /** What the database answers that it does not take. */
  private boolean isDoneWithoutResults(KeptEnding ending, PortFailure refused) {
    LOG.log(Level.ERROR, "the database does not take the results of run " + text(ending) + "; it ends without them", refused);
    try {
      recover(ending.withoutResults());
      return true;
    } catch (PortFailure failed) {
      throwIfAway(failed);
      return false;
    }
  }

  /** What looks like an answer for good may be that of something before the database. */
  private void throwIfItMayPass(KeptEnding ending, PortFailure failed) {
    throwIfAway(failed);
    if (failed.code() == FailureCode.INTERNAL_ERROR && refusals.merge(ending.run(), 1, Integer::sum) < EndRun.MOST_REFUSALS) {
      throw failed;
    }
  }

  private static void throwIfAway(PortFailure failed) {
    if (failed.code() == FailureCode.DATABASE_UNAVAILABLE) {
      throw failed;
    }
  }

  private void recover(KeptEnding ending) {
    Optional<RunRecord> row = runs.find(ending.account(), ending.run());
    Optional<RunState> state = row.map(found -> found.run().state());
    if (state.filter(found -> EndRun.takes(found, ending)).isEmpty()) {
      LOG.log(Level.WARNING, "run {0} was taken over before this copy was back, or is gone; the end that it had here is given up", text(ending));
      end.forget(ending);
      return;
    }
    boolean over = state.get() instanceof RunState.Final;
    if (over && row.flatMap(RunRecord::logPath).isPresent()) {
      // What would be written now would take the place of the log that is stored.
      end.forget(ending);
      return;
    }
    boolean told = over && isTold(ending);
    if (told) {
      end.forget(ending);
    }
    if (told || write(ending)) {
      end.storeLog(ending.account(), ending.run());
    }
  }

  /** @return whether the run is over */
  private boolean write(KeptEnding ending) {
    try (RunLogs.Writer journal = logs.open(ending.account(), ending.run())) {
      return end.recover(ending, status -> {
        Instant now = clock.instant();
        journal.append(new JournalEvent.LogLine(now, LogLevel.WARN,
            "The service was started again after it was killed; the end of this run was known, and is recorded now.", Optional.empty()));
        journal.append(new JournalEvent.StatusChanged(now, status));
      });
    }
  }

  /** What was committed may have been told, too: a journal ends with its first final status. */
  private boolean isTold(KeptEnding ending) {
    long after = 0;
    while (true) {
      List<JournalEntry> entries = logs.read(ending.account(), ending.run(), after, Duration.ZERO);
      if (entries.isEmpty()) {
        return false;
      }
      if (entries.stream().anyMatch(entry -> entry.event() instanceof JournalEvent.StatusChanged changed && changed.status().isFinal())) {
        return true;
      }
      after = entries.getLast().sequence();
    }
  }

  private static String text(KeptEnding ending) {
    return Integer.toString(ending.run().value());
  }
}
