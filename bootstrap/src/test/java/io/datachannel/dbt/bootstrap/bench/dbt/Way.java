package io.datachannel.dbt.bootstrap.bench.dbt;

import java.time.Duration;

/** A way to run dbt. */
interface Way {

  /**
   * Runs dbt to its end.
   *
   * @param models the names to select, by spaces; empty for all
   * @return from the trigger until the end is known
   * @throws IllegalStateException when it did not succeed
   */
  Duration run(String command, String models);

  /** Makes what a run leaves as if there had been none, but for the seeds. */
  void clear();

  /** The rows of a relation. */
  long rows(String relation);
}
