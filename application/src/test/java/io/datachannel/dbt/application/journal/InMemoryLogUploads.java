package io.datachannel.dbt.application.journal;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Uploads to {@link InMemoryRunLogs}. */
public final class InMemoryLogUploads implements LogUploads {
  private final Shelf shelf;
  private volatile boolean away;

  InMemoryLogUploads(Shelf shelf) {
    this.shelf = shelf;
  }

  /** From now on logs wait for the storage, or no longer do. */
  public void theStorageIsAway(boolean isAway) {
    away = isAway;
  }

  @Override
  public Received receive(AccountId account, RunId run, InputStream log, long mostBytes) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      byte[] block = new byte[8192];
      for (int got = log.read(block); got >= 0; got = log.read(block)) {
        whole.write(block, 0, got);
        if (whole.size() > mostBytes) {
          return new Received.TooLarge();
        }
      }
    } catch (IOException broken) {
      return new Received.CutOff();
    }
    String path = shelf.put(account, run, whole.toByteArray());
    return away ? new Received.Waiting(whole.size()) : new Received.Stored(path, whole.size());
  }

  @Override
  public void forget(AccountId account, RunId run) {
    shelf.remove(account, run);
  }

  /** Where the logs go. */
  interface Shelf {
    String put(AccountId account, RunId run, byte[] log);

    void remove(AccountId account, RunId run);
  }
}
