package io.datachannel.dbt.domain.run;

import java.util.Optional;

/** Who carries a run out: this service, or a pipeline or runner elsewhere that reports it over MetaAPI. */
public sealed interface CarriedOutBy {

  /** A copy of this service takes it from the queue. */
  record Service() implements CarriedOutBy {}

  /**
   * No copy of this service ever claims it, or takes it for lost.
   *
   * @param externalId what the reporter calls the run; no two runs of an account have the same
   */
  record Reporter(Optional<String> externalId) implements CarriedOutBy {}
}
