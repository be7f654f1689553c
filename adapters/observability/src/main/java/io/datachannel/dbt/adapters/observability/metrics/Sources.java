package io.datachannel.dbt.adapters.observability.metrics;

import io.datachannel.dbt.application.operation.Backlogs;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where gauges look when they are asked.
 *
 * @param backlogs      of all copies together, from the database
 * @param runsHere      how many runs this copy carries out
 * @param servers       processes that are kept ready for runs
 * @param waiting       how many runs have files on this disk that belong into the storage; also those that go on
 * @param pools         of connections to the database
 */
public record Sources(Backlogs backlogs, IntSupplier runsHere, Supplier<List<Server>> servers, IntSupplier waiting, Supplier<List<Pool>> pools) {

  /** A process that is kept ready. @param kind one of a few words */
  public record Server(String kind, boolean busy, long bytes) {}

  /** A pool of connections. @param waiting threads that wait for one */
  public record Pool(String name, int active, int idle, int waiting, int most) {}
}
