package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.domain.run.NodeOutcome;
import io.datachannel.dbt.domain.run.NodeResult;
import java.util.Optional;

/** What the end of dbt is judged by of the nodes that it told; users' code may tell any number of them. Not for several threads. */
final class ToldNodes {
  /** Far more than a project has. */
  private static final int MOST = 300_000;
  /** In characters, of the messages of all; what comes behind is cut. */
  private static final long MOST_WORDS = 64L * 1024 * 1024;
  private static final int CUT = 200;

  private int count;
  private long words;
  private boolean succeeded;
  private Optional<String> unreachable = Optional.empty();

  /**
   * @return what is told of it
   * @throws IllegalArgumentException when there were too many
   */
  NodeResult take(NodeResult node) {
    if (++count > MOST) {
      throw new IllegalArgumentException("More than " + MOST + " nodes.");
    }
    NodeOutcome outcome = node.outcome();
    succeeded |= outcome == NodeOutcome.SUCCEEDED || outcome == NodeOutcome.WARNED;
    if (unreachable.isEmpty() && outcome == NodeOutcome.FAILED && DriverWords.tellOfTheConnection(node.message())) {
      unreachable = Optional.of(node.message());
    }
    words += node.message().length();
    return words <= MOST_WORDS || node.message().length() <= CUT ? node : new NodeResult(node.uniqueId(), node.resourceType(), node.name(),
        node.dbtStatus(), node.startedAt(), node.took(), node.rowsAffected(), node.message().substring(0, CUT) + " … [cut]", node.thread());
  }

  boolean none() {
    return count == 0;
  }

  /** What a node said that could not connect, when none succeeded. */
  Optional<String> unreachable() {
    return unreachable.filter(_ -> !succeeded);
  }
}
