package io.datachannel.dbt.application.transaction;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one transaction run at a time, as if each locked every row; it cannot take anything back. */
public final class DirectUnitOfWork implements UnitOfWork {
  private final ReentrantLock everything = new ReentrantLock();

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    everything.lock();
    try {
      return work.get();
    } finally {
      everything.unlock();
    }
  }
}
