package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The logs of runs in files of this disk, until they are sent. Followers of what is written here are woken by each append, those of what
 * another copy writes by what it has sent.
 */
final class LocalRunLogs implements RunLogs {
  /** How often who follows a run says so again. */
  private static final Duration BETWEEN_WISHES = Duration.ofSeconds(5);

  private final RunFiles files;
  private final LogFiles found;
  private final JournalReader reader;
  private final Outbox outbox;
  private final LiveLogs live;

  LocalRunLogs(RunFiles files, LogFiles found, JournalReader reader, Outbox outbox, LiveLogs live) {
    this.files = files;
    this.found = found;
    this.reader = reader;
    this.outbox = outbox;
    this.live = live;
  }

  @Override
  public Writer open(AccountId account, RunId id) {
    return live.open(new RunFiles.OfRun(account, id));
  }

  @Override
  public Writer carryOut(AccountId account, RunId id, Lease lease) {
    if (lease.fencingNumber() > 1) {
      outbox.beginAnew(new RunFiles.OfRun(account, id));
    }
    return live.carryOut(new RunFiles.OfRun(account, id), lease.fencingNumber());
  }

  @Override
  public Writer afterLoss(AccountId account, RunId id, Lease lost) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    if (live.isOfAnEarlierAttempt(run, lost.fencingNumber())) {
      outbox.beginAnew(run);
    }
    return live.afterLoss(run, lost.fencingNumber());
  }

  @Override
  public List<JournalEntry> read(AccountId account, RunId id, long after, Duration wait) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    Followers.Bell bell = live.followers().of(run);
    long left = wait.toNanos();
    boolean atOnce = left <= 0;
    // One that may not have begun is looked for here alone, so that a storage that is away does not disturb who waits for it.
    boolean everywhere = atOnce || after > 0;
    try {
      while (true) {
        long rings = bell.rings();
        Optional<LogFiles.Source> here = found.journalHere(run);
        Optional<LogFiles.Source> source = atOnce || here.isEmpty() && (everywhere || live.watched().isStored(run)) ? found.journal(run) : here;
        List<JournalEntry> entries = source.map(journal -> reader.read(run, journal, after)).orElse(List.of());
        if (!entries.isEmpty() || left <= 0) {
          return entries;
        }
        // What was here and is not any more has been stored.
        everywhere = here.isPresent();
        live.watch(run);
        // In parts, so that who waits long is not taken for one that asks no more.
        long part = Math.min(left, BETWEEN_WISHES.toNanos());
        left -= part - bell.awaitMoreThan(rings, part);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public Optional<StoredFile> text(AccountId account, RunId id) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    Optional<StoredFile> uploaded = live.isWritten(run) ? Optional.empty() : uploaded(run);
    return uploaded.isPresent() ? uploaded : found.text(run);
  }

  /** A storage that is away does not keep from reading what is here. */
  private Optional<StoredFile> uploaded(RunFiles.OfRun run) {
    try {
      return files.size(run, RunFiles.UPLOADED).map(bytes -> new StoredFile(bytes, offset -> open(run, RunFiles.UPLOADED, offset)));
    } catch (IOException failed) {
      throw unavailable(failed);
    } catch (PortFailure away) {
      if (files.isHere(run, RunFiles.LOG)) {
        return Optional.empty();
      }
      throw away;
    }
  }

  private InputStream open(RunFiles.OfRun run, String name, long offset) {
    try {
      return files.open(run, name, offset);
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  @Override
  public Optional<URI> link(AccountId account, RunId id, Duration validity) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    ObjectStorage storage = files.storage();
    return files.isHere(run, RunFiles.LOG) || files.isHere(run, RunFiles.UPLOADED)
        ? Optional.empty()
        : Stream.of(RunFiles.UPLOADED, RunFiles.LOG).filter(name -> storage.size(run.key(name)).isPresent()).findFirst()
            .flatMap(name -> storage.link(run.key(name), validity, "run-" + id.value() + ".log"));
  }

  @Override
  public void store(AccountId account, RunId id, Consumer<String> stored) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    live.finish(run);
    outbox.end(new WaitingFiles.OfRun(account, id));
    outbox.offerWhole(run, stored);
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be read: " + failed.getMessage(), failed);
  }
}
