package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.NodeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a run's nodes: all of them for the tally, and the ones not yet in the database, written in batches. */
final class NodeRows {
  private final RunLedger ledger;
  private final ClaimedRun claimed;
  private final Map<String, NodeResult> all = new LinkedHashMap<>();
  private final List<NodeResult> unwritten = new ArrayList<>();

  NodeRows(RunLedger ledger, ClaimedRun claimed) {
    this.ledger = ledger;
    this.claimed = claimed;
  }

  synchronized void add(NodeResult result) {
    all.put(result.uniqueId(), result);
    unwritten.add(result);
  }

  synchronized List<NodeResult> all() {
    return List.copyOf(all.values());
  }

  /** The results of nodes that ended before an instant, or never started. */
  synchronized List<NodeResult> endedBefore(Instant instant) {
    return all.values().stream()
        .filter(result -> result.startedAt().map(start -> start.plus(result.took()).isBefore(instant)).orElse(true)).toList();
  }

  /** Writes what is not written; after a failure of the database the next call tries again. */
  synchronized void flush() {
    if (!unwritten.isEmpty()) {
      ledger.recordNodes(claimed.run().id(), claimed.lease(), List.copyOf(unwritten));
      unwritten.clear();
    }
  }
}
