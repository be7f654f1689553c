package io.datachannel.dbt.application.execution;

import java.time.Duration;

/**
 * How work is leased to this copy of the service.
 *
 * @param owner    names this copy, for people
 * @param duration after which another copy may take the work for lost
 * @param renewal  how often the lease is prolonged; well below the duration
 */
public record LeaseTerms(String owner, Duration duration, Duration renewal) {

  /** Most renewals may fail before the lease is over. */
  public static LeaseTerms of(String owner, Duration duration) {
    return new LeaseTerms(owner, duration, duration.dividedBy(10));
  }

  /** How often to look for work whose lease is over. */
  public Duration look() {
    return duration.dividedBy(8);
  }

  /** Whoever could not renew for so long stops its work, gently. */
  public Duration untilInterrupt() {
    return duration.multipliedBy(3).dividedBy(4);
  }

  /** Then nothing of the work may live any more: what is left until the end of the lease is for the kill itself. */
  public Duration untilKill() {
    return duration.multipliedBy(7).dividedBy(8);
  }
}
