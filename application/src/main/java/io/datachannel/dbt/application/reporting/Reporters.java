package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;

/** What a reporter may report on. */
final class Reporters {
  private Reporters() {}

  /** It has no end: no one else ever takes a reported run over. */
  static Lease lease(Caller caller) {
    return new Lease("reporter, user " + caller.user().value(), 1);
  }

  /**
   * @throws NotFound when the account has no such run
   * @throws Rejected with RUN_NOT_REPORTED when this service carries it out itself
   */
  static RunRecord find(Runs runs, Caller caller, RunId id) {
    RunRecord found = runs.find(caller.account(), id).orElseThrow(() -> NotFound.of("run", id.value()));
    if (!found.run().isReported()) {
      throw new Rejected(Failure.of(FailureCode.RUN_NOT_REPORTED, "Run " + id.value()
          + " is carried out by the service itself, which alone says what becomes of it; report on runs that were entered here."));
    }
    return found;
  }

  /** The same, with the row locked until the end of the transaction around this call. */
  static RunRecord lock(Runs runs, Caller caller, RunId id) {
    find(runs, caller, id);
    runs.lock(id).orElseThrow(() -> NotFound.of("run", id.value()));
    return find(runs, caller, id);
  }
}
