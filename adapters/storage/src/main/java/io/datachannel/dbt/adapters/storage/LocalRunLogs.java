package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The logs of runs in files of this disk, until they are sent. Followers in this process are woken by each append. */
final class LocalRunLogs implements RunLogs {
  private final RunFiles files;
  private final JournalReader reader;
  private final Followers followers = new Followers();
  private final Outbox outbox;
  private final OpenJournals journals;
  private final long limit;

  /** @param limit of one run's journal, in bytes */
  LocalRunLogs(RunFiles files, Outbox outbox, OpenJournals journals, long limit) {
    this.files = files;
    this.reader = new JournalReader(files);
    this.outbox = outbox;
    this.journals = journals;
    this.limit = limit;
  }

  @Override
  public Writer open(AccountId account, RunId id) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    journals.opened(run);
    try {
      return new JournalWriter(files.live(run, RunFiles.JOURNAL), files.live(run, RunFiles.LOG), limit,
          new JournalWriter.Heard(followers.of(run)::ring, () -> journals.closed(run)));
    } catch (PortFailure failed) {
      journals.closed(run);
      throw failed;
    }
  }

  @Override
  public List<JournalEntry> read(AccountId account, RunId id, long after, Duration wait) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    Followers.Bell bell = followers.of(run);
    long left = wait.toNanos();
    // One that may not have begun is looked for here alone, so that a storage that is away does not disturb who waits for it.
    boolean begun = after > 0 || left <= 0;
    try {
      while (true) {
        long rings = bell.rings();
        begun = begun || files.isHere(run, RunFiles.JOURNAL);
        List<JournalEntry> entries = begun ? reader.read(run, after) : List.of();
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
  public Optional<StoredFile> text(AccountId account, RunId id) {
    RunFiles.OfRun run = new RunFiles.OfRun(account, id);
    Optional<StoredFile> uploaded = hasNoUpload(run) ? Optional.empty() : textOf(run, RunFiles.UPLOADED);
    return uploaded.isPresent() ? uploaded : textOf(run, RunFiles.LOG);
  }

  /** A storage that is away does not keep from reading what is here. */
  private boolean hasNoUpload(RunFiles.OfRun run) {
    return outbox.isAway() && files.isHere(run, RunFiles.LOG) && !files.isHere(run, RunFiles.UPLOADED);
  }

  private Optional<StoredFile> textOf(RunFiles.OfRun run, String name) {
    try {
      return files.size(run, name).map(bytes -> new StoredFile(bytes, offset -> open(run, name, offset)));
    } catch (IOException failed) {
      throw unavailable(failed);
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
    outbox.end(new WaitingFiles.OfRun(account, id));
    outbox.offerWhole(new RunFiles.OfRun(account, id), stored);
  }

  private static PortFailure unavailable(IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "The run's log cannot be read: " + failed.getMessage(), failed);
  }
}
