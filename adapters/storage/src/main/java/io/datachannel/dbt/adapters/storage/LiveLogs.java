package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The logs that grow: those that are written here, and what others send of theirs. */
final class LiveLogs {
  private final RunFiles files;
  private final OpenJournals journals;
  private final ChunkKeeper keeper;
  private final WatchedRuns watched;
  private final Bounds bounds;
  private final Followers followers = new Followers();

  LiveLogs(RunFiles files, OpenJournals journals, ChunkKeeper keeper, WatchedRuns watched, Bounds bounds) {
    this.files = files;
    this.journals = journals;
    this.keeper = keeper;
    this.watched = watched;
    this.bounds = bounds;
  }

  /** @param journal the longest one, in bytes @param spool of all that waits */
  record Bounds(long journal, Spool spool) {}

  Followers followers() {
    return followers;
  }

  WatchedRuns watched() {
    return watched;
  }

  /** Whether someone here appends to it now. */
  boolean isWritten(RunFiles.OfRun run) {
    return journals.isOpen(run);
  }

  /** From now on what another copy sends of this run is looked for, while someone goes on to ask for it. */
  void watch(RunFiles.OfRun run) {
    if (!isWritten(run)) {
      watched.watch(run);
    }
  }

  RunLogs.Writer open(RunFiles.OfRun run) {
    return writer(run, () -> { });
  }

  RunLogs.Writer carryOut(RunFiles.OfRun run, long fence) {
    // Of a first attempt nothing is in the storage yet, so nothing need be known of it here.
    if (fence > 1) {
      write(new Attempt(fence, false), run);
    }
    RunLogs.Writer writer = writer(run, () -> keeper.closed(run, fence));
    keeper.opened(run, fence);
    return writer;
  }

  /** When this copy itself has the journal of the lost attempt, for it was started again, that goes on. */
  RunLogs.Writer afterLoss(RunFiles.OfRun run, long fence) {
    try {
      Path journal = files.live(run, RunFiles.JOURNAL);
      if (isOfAnEarlierAttempt(run, fence)) {
        Files.delete(journal);
        Files.deleteIfExists(files.live(run, RunFiles.LOG));
      }
      if (!Files.exists(journal)) {
        write(new Attempt(fence, true), run);
      }
    } catch (IOException failed) {
      throw unavailable(failed);
    }
    return open(run);
  }

  /** Whether what is written here of the run is. A first attempt has no file with its number until something of it is sent. */
  boolean isOfAnEarlierAttempt(RunFiles.OfRun run, long fence) {
    try {
      return Files.exists(files.live(run, RunFiles.JOURNAL)) && Math.max(1, Attempt.in(files.live(run, Attempt.FILE)).fence()) < fence;
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private void write(Attempt attempt, RunFiles.OfRun run) {
    try {
      attempt.write(files.live(run, Attempt.FILE));
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private RunLogs.Writer writer(RunFiles.OfRun run, Runnable closed) {
    journals.opened(run);
    try {
      return new JournalWriter(files.live(run, RunFiles.JOURNAL), files.live(run, RunFiles.LOG), bounds.journal(), bounds.spool(),
          new JournalWriter.Heard(followers.of(run)::ring, () -> {
            closed.run();
            journals.closed(run);
          }));
    } catch (PortFailure failed) {
      journals.closed(run);
      throw failed;
    }
  }

  /** Sends the end of a run's journal, if its beginning was sent. */
  void finish(RunFiles.OfRun run) {
    keeper.finish(run);
  }

  /** One beat of what is written here. @throws PortFailure when the storage does not take it */
  void keep() {
    keeper.tick();
  }

  /** One beat of what others write, and is read here. @throws PortFailure when the storage does not answer */
  void watch() {
    watched.tick(followers, this::isWritten);
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be written: " + failed.getMessage(), failed);
  }
}
