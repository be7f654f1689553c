package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.transaction.UnitOfWork;
import java.util.function.Supplier;

/** Transactions of the database. Work that loses to another in a deadlock is done again, so it must change nothing but the database. */
public final class MySqlUnitOfWork implements UnitOfWork {
  private final Session session;

  public MySqlUnitOfWork(Database database) {
    this.session = database.session();
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return session.inTransaction(work);
  }

  @Override
  public void afterCommit(Runnable effect) {
    session.afterCommit(effect);
  }
}
