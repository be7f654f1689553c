package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.execution.Pause;
import io.datachannel.dbt.application.git.GitCheckouts;
import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.journal.RunStep;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.Project.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Step 1 of the specification's general backend flow. A server that is away is asked again, a little later each time. */
public final class CheckOutCommit {
  /** Before the second and the third attempt. */
  static final List<Duration> WAITS = List.of(Duration.ofSeconds(2), Duration.ofSeconds(8));
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  /** A server that took longer than this to fail is not asked again: that would hold a place of others for as long again. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private final GitCheckouts checkouts;
  private final Pause pause;
  private final InstantSource steady;

  /** @param steady a clock that is not set back or forth */
  public CheckOutCommit(GitCheckouts checkouts, Pause pause, InstantSource steady) {
    this.checkouts = checkouts;
    this.pause = pause;
    this.steady = steady;
  }

  /**
   * @throws io.datachannel.dbt.application.result.StepFailure when there is none to be had
   * @throws WorkStopped when the observer ends the work, also between two attempts
   */
  Checkout forWork(Owner owner, Source source, GitAccess access, WorkObserver observer) {
    return observer.step(RunStep.CHECKOUT, () -> patiently(owner, source, access, observer).orFail());
  }

  private Result<Checkout> patiently(Owner owner, Source source, GitAccess access, WorkObserver observer) {
    Instant begun = steady.instant();
    Result<Checkout> result = checkouts.checkout(owner, source, access);
    for (Duration wait : WAITS) {
      boolean soon = Duration.between(begun, steady.instant()).compareTo(SOON) < 0;
      if (!soon || !(result instanceof Result.Failed<Checkout>(Failure failure)) || !failure.code().mayPass()) {
        return result;
      }
      observer.tell(failure.message() + " It is asked again in " + wait.toSeconds() + " s.");
      let(wait, observer);
      result = checkouts.checkout(owner, source, access);
    }
    return result instanceof Result.Failed<Checkout>(Failure failure) && failure.code().mayPass()
        ? new Result.Failed<>(new Failure(failure.code(), failure.message() + " It was asked " + (WAITS.size() + 1) + " times.", failure.detail()))
        : result;
  }

  /** In short parts, since the work may be stopped meanwhile. */
  private void let(Duration wait, WorkObserver observer) {
    for (Duration left = wait; left.isPositive(); left = left.minus(BETWEEN_LOOKS)) {
      pause.of(left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
      observer.pace().checkGoingOn();
    }
  }
}
