package io.datachannel.dbt.domain.run;

import java.util.Collection;

/**
 * How many nodes of a run ended in which way. A model and its test are two nodes. A node that several steps of a run build counts once, as it
 * ended the last time: a step in which a node fails or is skipped is the last one, so nothing that failed is hidden by that.
 */
public record NodeTally(int succeeded, int warned, int failed, int skipped, int untouched) {

  public static NodeTally of(Collection<NodeResult> results) {
    int[] counts = new int[NodeOutcome.values().length];
    results.forEach(result -> counts[result.outcome().ordinal()]++);
    return new NodeTally(
        counts[NodeOutcome.SUCCEEDED.ordinal()],
        counts[NodeOutcome.WARNED.ordinal()],
        counts[NodeOutcome.FAILED.ordinal()],
        counts[NodeOutcome.SKIPPED.ordinal()],
        counts[NodeOutcome.UNTOUCHED.ordinal()]);
  }

  /** This tally with more failures, for what was asked for and is not there. */
  public NodeTally withMissing(int missing) {
    return new NodeTally(succeeded, warned, failed + missing, skipped, untouched);
  }

  public int total() {
    return succeeded + warned + failed + skipped + untouched;
  }
}
