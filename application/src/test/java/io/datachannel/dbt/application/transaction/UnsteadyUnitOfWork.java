package io.datachannel.dbt.application.transaction;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.function.Supplier;

/** Transactions of a database that is away for a while, or whose answer to a commit gets lost. */
public final class UnsteadyUnitOfWork implements UnitOfWork {
  private final UnitOfWork steady;
  private int failures;
  private int lostAnswers;

  public UnsteadyUnitOfWork(UnitOfWork steady) {
    this.steady = steady;
  }

  /** The next ones do nothing but fail. */
  public UnsteadyUnitOfWork awayFor(int transactions) {
    failures = transactions;
    return this;
  }

  /** The next one is kept, and fails nevertheless. */
  public UnsteadyUnitOfWork losingAnAnswer() {
    lostAnswers = 1;
    return this;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    if (failures > 0) {
      failures--;
      throw away();
    }
    T result = steady.inTransaction(work);
    if (lostAnswers > 0) {
      lostAnswers--;
      throw away();
    }
    return result;
  }

  @Override
  public void afterCommit(Runnable effect) {
    steady.afterCommit(effect);
  }

  private static PortFailure away() {
    return new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "The database is away.", new IllegalStateException("on purpose"));
  }
}
