package io.datachannel.dbt.application.operation;

/** Reads how much waits. It locks nothing, and what it finds may be a moment old. */
@FunctionalInterface
public interface Backlogs {

  /**
   * @param accounts of how many accounts it is told one by one, at least 1
   * @throws io.datachannel.dbt.application.result.PortFailure when the database is away
   */
  Backlog read(int accounts);
}
