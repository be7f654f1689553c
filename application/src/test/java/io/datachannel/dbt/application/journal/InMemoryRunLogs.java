package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Journals in lists; the text is made of the lines alone. */
public final class InMemoryRunLogs implements RunLogs {
  private final Map<String, List<JournalEntry>> journals = new HashMap<>();
  private final Map<String, byte[]> uploaded = new HashMap<>();
  private final Map<String, URI> links = new ConcurrentHashMap<>();
  private volatile boolean away;

  /** Takes logs that {@link #text} then shows. */
  public InMemoryLogUploads uploads() {
    return new InMemoryLogUploads(new InMemoryLogUploads.Shelf() {
      @Override
      public String put(AccountId account, RunId run, byte[] log) {
        synchronized (InMemoryRunLogs.this) {
          uploaded.put(key(account, run), log);
        }
        return path(account, run);
      }

      @Override
      public void remove(AccountId account, RunId run) {
        synchronized (InMemoryRunLogs.this) {
          uploaded.remove(key(account, run));
          journals.remove(key(account, run));
        }
      }
    });
  }

  @Override
  public Writer open(AccountId account, RunId run) {
    return new Writer() {
      @Override
      public void append(JournalEvent event) {
        InMemoryRunLogs.this.append(account, run, event);
      }

      @Override
      public void close() {
        // Nothing is held open.
      }
    };
  }

  @Override
  public Writer carryOut(AccountId account, RunId run, Lease lease) {
    return open(account, run);
  }

  @Override
  public Writer afterLoss(AccountId account, RunId run, Lease lost) {
    return open(account, run);
  }

  private synchronized void append(AccountId account, RunId run, JournalEvent event) {
    List<JournalEntry> journal = journals.computeIfAbsent(key(account, run), _ -> new ArrayList<>());
    journal.add(new JournalEntry(journal.size() + 1, event));
    notifyAll();
  }

  @Override
  public synchronized List<JournalEntry> read(AccountId account, RunId run, long after, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    List<JournalEntry> found = behind(account, run, after);
    while (found.isEmpty() && System.nanoTime() < end) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return List.of();
      }
      found = behind(account, run, after);
    }
    return found;
  }

  private List<JournalEntry> behind(AccountId account, RunId run, long after) {
    return journals.getOrDefault(key(account, run), List.of()).stream().filter(entry -> entry.sequence() > after).toList();
  }

  @Override
  public synchronized Optional<StoredFile> text(AccountId account, RunId run) {
    return Optional.ofNullable(uploaded.get(key(account, run)))
        .or(() -> written(account, run))
        .map(bytes -> new StoredFile(bytes.length, offset -> {
          int start = (int) Math.min(offset, bytes.length);
          return new ByteArrayInputStream(bytes, start, bytes.length - start);
        }));
  }

  private Optional<byte[]> written(AccountId account, RunId run) {
    return Optional.ofNullable(journals.get(key(account, run))).map(entries -> entries.stream()
            .map(JournalEntry::event)
            .filter(JournalEvent.LogLine.class::isInstance)
            .map(event -> ((JournalEvent.LogLine) event).text() + "\n")
            .collect(Collectors.joining()))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<URI> link(AccountId account, RunId run, Duration validity) {
    return Optional.ofNullable(links.get(key(account, run)));
  }

  /** From now on the log of this run can be downloaded there. */
  public void linked(AccountId account, RunId run, URI link) {
    links.put(key(account, run), link);
  }

  /** From now on files wait for the storage. */
  public void storageIsAway() {
    away = true;
  }

  @Override
  public void store(AccountId account, RunId run, Consumer<String> stored) {
    if (!away) {
      stored.accept(path(account, run));
    }
  }

  private static String path(AccountId account, RunId run) {
    return key(account, run) + "/run.log";
  }

  private static String key(AccountId account, RunId run) {
    return "accounts/" + account.value() + "/runs/" + run.value();
  }
}
