package io.datachannel.dbt.application.transaction;

import java.util.function.Supplier;

/** All writes of the work are kept, or none. READ COMMITTED; a nested call joins the work around it. */
public interface UnitOfWork {

  /** @throws io.datachannel.dbt.application.result.PortFailure when the database does not answer; then nothing is kept */
  <T> T inTransaction(Supplier<T> work);

  /**
   * Does something once the transaction around this call is committed, or at once when there is none. It is not done when nothing is
   * kept, and may not be done when the service dies: a tick has to drive the lost ones.
   */
  void afterCommit(Runnable effect);
}
