package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The parameters of statements that are fenced. */
final class Leases {
  private Leases() {}

  /** The length of a lease as the clock of the database counts it; negative for one that is over at once. */
  static long micros(Duration duration) {
    return duration.dividedBy(ChronoUnit.MICROS.getDuration());
  }

  static Values held(RunId run, Lease lease) {
    return Values.of("run", run.value()).with("owner", lease.owner()).with("fencing_number", lease.fencingNumber());
  }
}
