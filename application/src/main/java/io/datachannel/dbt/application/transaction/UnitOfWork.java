package io.datachannel.dbt.application.transaction;

import java.util.function.Supplier;

/** All writes of the work are kept, or none. READ COMMITTED; a nested call joins the work around it. */
public interface UnitOfWork {

  /** @throws io.datachannel.dbt.application.result.PortFailure when the database does not answer; then nothing is kept */
  <T> T inTransaction(Supplier<T> work);
}
