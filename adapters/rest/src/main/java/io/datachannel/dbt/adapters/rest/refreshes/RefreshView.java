package io.datachannel.dbt.adapters.rest.refreshes;

import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.domain.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * A refresh job as the API shows it.
 *
 * @param step        what it does now or did last, empty before the first
 * @param requestedAt UTC
 * @param finishedAt  UTC
 * @param modelCount  how many nodes the project has now; only for a job that succeeded
 */
public record RefreshView(
    int id,
    int projectId,
    String state,
    String step,
    Optional<String> commit,
    Optional<FailureView> failure,
    Instant requestedAt,
    Optional<Instant> finishedAt,
    Optional<Integer> modelCount) {
  /** One that was asked for just now. */
  public static RefreshView queued(Refresh refresh) {
    return of(refresh, Optional.empty());
  }

  static RefreshView of(Refresh refresh, Optional<Integer> modelCount) {
    return new RefreshView(refresh.id().value(), refresh.project().value(), refresh.state().name(), refresh.step(),
        refresh.commit(), refresh.failure().map(FailureView::of), refresh.requestedAt(), refresh.finishedAt(), modelCount);
  }

  /** @param detail the tool's own words, empty when there are none */
  public record FailureView(String code, String message, String detail) {
    static FailureView of(Failure failure) {
      return new FailureView(failure.code().name(), failure.message(), failure.detail());
    }
  }
}
