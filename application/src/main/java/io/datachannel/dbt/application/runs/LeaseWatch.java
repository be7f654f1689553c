package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.application.execution.LeaseTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a lease still holds. It is counted from before the database was asked, so that it is over here before it is over there, and
 * by a clock that never jumps and goes on while the process is suspended.
 */
public final class LeaseWatch {
  private final LeaseTerms terms;
  private final InstantSource steady;
  private Instant leasedAt;

  /** @param leasedAt by the steady clock, from before the lease was written */
  public LeaseWatch(LeaseTerms terms, InstantSource steady, Instant leasedAt) {
    this.terms = terms;
    this.steady = steady;
    this.leasedAt = leasedAt;
  }

  synchronized void renewed(Instant at) {
    leasedAt = at;
  }

  synchronized Duration sinceLeased() {
    return Duration.between(leasedAt, steady.instant());
  }

  boolean isToBeRenewed() {
    return !left(terms.renewal()).isPositive();
  }

  /** Zero or less when the work has to stop. */
  Duration untilInterrupt() {
    return left(terms.untilInterrupt());
  }

  /** Zero or less when nothing of the work may live any more. */
  Duration untilKill() {
    return left(terms.untilKill());
  }

  private synchronized Duration left(Duration length) {
    return Duration.between(steady.instant(), leasedAt.plus(length));
  }
}
