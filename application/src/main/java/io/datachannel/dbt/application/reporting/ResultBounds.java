package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.reporting.ReportedRuns.Recorded;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;

/** How much a reported run may have, since it is read whole: several times what the largest projects report. */
final class ResultBounds {
  static final int MOST_NODES = 20_000;
  static final int MOST_ERRORS = 5_000;
  static final long MOST_MEGABYTES = 16;
  private static final long MEGABYTE = 1024L * 1024;

  private ResultBounds() {}

  /**
   * @param all with what is being added, which the refusal takes away again
   * @throws Rejected with TOO_MANY_RESULTS when it is more
   */
  static void check(RunId run, Recorded all) {
    if (all.nodes() > MOST_NODES || all.errors() > MOST_ERRORS || all.bytes() > MOST_MEGABYTES * MEGABYTE) {
      throw new Rejected(Failure.of(FailureCode.TOO_MANY_RESULTS, "A reported run has at most " + MOST_NODES + " nodes, " + MOST_ERRORS
          + " errors and " + MOST_MEGABYTES + " MB of their texts, and run " + run.value() + " would have " + all.nodes() + " nodes, " + all.errors()
          + " errors and " + all.bytes() + " bytes. Nothing of this report was taken; the log takes more: upload it in its place."));
    }
  }
}
