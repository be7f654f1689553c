package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The logs of runs in local files. Followers in this process are woken by each append. */
public final class LocalRunLogs implements RunLogs {
  private final RunFiles files;
  private final JournalReader reader;
  private final Followers followers = new Followers();
  private final long limit;

  /**
   * @param live   holds the files of runs that go on
   * @param stored holds those of finished ones; on the same disk
   * @param limit  of one run's journal, in bytes
   */
  public LocalRunLogs(Path live, Path stored, long limit) {
    this.files = new RunFiles(live, stored);
    this.reader = new JournalReader(files);
    this.limit = limit;
  }

  @Override
  public Writer open(AccountId account, RunId id) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    return new JournalWriter(
        files.current(run, RunFiles.JOURNAL), files.current(run, RunFiles.LOG), limit, followers.of(run)::ring);
  }

  @Override
  public List<JournalEntry> read(AccountId account, RunId id, long after, Duration wait) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    Followers.Bell bell = followers.of(run);
    long left = wait.toNanos();
    try {
      while (true) {
        long rings = bell.rings();
        List<JournalEntry> entries = reader.read(run, after);
        if (!entries.isEmpty() || left <= 0) {
          return entries;
        }
        left = bell.awaitMoreThan(rings, left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public Optional<InputStream> text(AccountId account, RunId run) {
    try {
      RunFiles.OfRun ofRun = new RunFiles.OfRun(account, run);
      return Optional.of(files.open(ofRun, files.shownLog(ofRun), 0));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failed) {
      throw unavailable("read", failed);
    }
  }

  /** May be called again, also after a crash between the two files. */
  @Override
  public String store(AccountId account, RunId id) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    try {
      for (String name : List.of(RunFiles.JOURNAL, RunFiles.LOG)) {
        Path live = files.live(run, name);
        Path stored = files.stored(run, name);
        OwnerOnly.folders(stored.getParent());
        if (Files.exists(live)) {
          Files.move(live, stored, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      Files.deleteIfExists(files.live(run, RunFiles.LOG).getParent());
      return run.key(files.shownLog(run));
    } catch (IOException failed) {
      throw unavailable("stored", failed);
    }
  }

  private static PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
        "The run's log cannot be " + what + ": " + failed.getMessage(), failed);
  }
}
