package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.RunId;
import java.util.Optional;

/**
 * Where a run stands in the queue, or stood.
 *
 * @param priority lower goes first within the account
 * @param attempt  1 at first; one more each time it is queued again
 * @param lastFencingNumber the one of its last claim, 0 before the first
 * @param waitsFor what must end before this one is claimed
 */
public record QueuePlace(int priority, int attempt, long lastFencingNumber, Optional<Wait> waitsFor) {

  /**
   * Why a run is not claimed though it is its turn.
   *
   * @param run      the one that must end first
   * @param relation what both write: database, schema and identifier, by dots
   */
  public record Wait(RunId run, String relation) {}
}
