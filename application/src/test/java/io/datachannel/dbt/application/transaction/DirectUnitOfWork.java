package io.datachannel.dbt.application.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one transaction run at a time, as if each locked every row; it cannot take anything back. */
public final class DirectUnitOfWork implements UnitOfWork {
  private final ReentrantLock everything = new ReentrantLock();
  private final List<Runnable> effects = new ArrayList<>();

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    List<Runnable> due = new ArrayList<>();
    T result;
    everything.lock();
    try {
      result = work.get();
      if (everything.getHoldCount() == 1) {
        due.addAll(effects);
        effects.clear();
      }
    } catch (RuntimeException | Error failed) {
      effects.clear();
      throw failed;
    } finally {
      everything.unlock();
    }
    due.forEach(Runnable::run);
    return result;
  }

  @Override
  public void afterCommit(Runnable effect) {
    if (everything.isHeldByCurrentThread()) {
      effects.add(effect);
    } else {
      effect.run();
    }
  }
}
