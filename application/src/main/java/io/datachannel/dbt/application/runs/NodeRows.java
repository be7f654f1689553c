package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.NodeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The results of a run's nodes: all of them for the tally, and the ones not yet in the database, written in batches. */
final class NodeRows {
  /** The row of the run is locked while some are written, and its lease is to be renewed in between. */
  private static final int AT_ONCE = 500;

  private final RunLedger ledger;
  private final ClaimedRun claimed;
  private final Map<String, NodeResult> all = new LinkedHashMap<>();
  private final List<NodeResult> unwritten = new ArrayList<>();
  private final Lock writing = new ReentrantLock();

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

  /**
   * Writes what is not written; after a failure of the database the next call tries again. Results that come meanwhile do not wait for
   * it: dbt's output would be held up, and its end be missed.
   */
  void flush() {
    writing.lock();
    try {
      for (List<NodeResult> batch = next(); !batch.isEmpty(); batch = next()) {
        ledger.recordNodes(claimed.run().id(), claimed.lease(), batch);
        written(batch.size());
      }
    } finally {
      writing.unlock();
    }
  }

  synchronized List<NodeResult> unwritten() {
    return List.copyOf(unwritten);
  }

  private synchronized List<NodeResult> next() {
    return List.copyOf(unwritten.subList(0, Math.min(unwritten.size(), AT_ONCE)));
  }

  private synchronized void written(int number) {
    unwritten.subList(0, number).clear();
  }
}
