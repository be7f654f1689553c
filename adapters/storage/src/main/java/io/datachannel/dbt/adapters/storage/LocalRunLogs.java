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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The logs of runs in local files. Followers in this process are woken by each append. */
public final class LocalRunLogs implements RunLogs {
  private final RunFiles files;
  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  /**
   * @param live   holds the files of runs that go on
   * @param stored holds those of finished ones; on the same disk
   * @param limit  of one run's journal, in bytes
   */
  public LocalRunLogs(Path live, Path stored, long limit) {
    this.files = new RunFiles(live, stored);
    this.limit = limit;
  }

  @Override
  public Writer open(AccountId account, RunId run) {
    return new JournalWriter(
        files.live(account, run, RunFiles.JOURNAL), files.live(account, run, RunFiles.LOG), limit, this::wakeFollowers);
  }

  @Override
  public List<JournalEntry> read(AccountId account, RunId run, long after, Duration wait) {
    long left = wait.toNanos();
    lock.lock();
    try {
      List<JournalEntry> entries = readNow(account, run, after);
      while (entries.isEmpty() && left > 0) {
        left = grown.awaitNanos(left);
        entries = readNow(account, run, after);
      }
      return entries;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private List<JournalEntry> readNow(AccountId account, RunId run, long after) {
    return JournalReader.read(files.current(account, run, RunFiles.JOURNAL), after);
  }

  @Override
  public Optional<InputStream> text(AccountId account, RunId run) {
    try {
      return Optional.of(Files.newInputStream(files.current(account, run, RunFiles.LOG)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failed) {
      throw unavailable("read", failed);
    }
  }

  @Override
  public String store(AccountId account, RunId run) {
    try {
      for (String name : List.of(RunFiles.JOURNAL, RunFiles.LOG)) {
        Path live = files.live(account, run, name);
        Path stored = files.stored(account, run, name);
        Files.createDirectories(stored.getParent());
        if (Files.exists(live)) {
          Files.move(live, stored, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      Files.deleteIfExists(files.live(account, run, RunFiles.LOG).getParent());
      return RunFiles.key(account, run, RunFiles.LOG);
    } catch (IOException failed) {
      throw unavailable("stored", failed);
    }
  }

  private void wakeFollowers() {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE,
        "The run's log cannot be " + what + ": " + failed.getMessage(), failed);
  }
}
