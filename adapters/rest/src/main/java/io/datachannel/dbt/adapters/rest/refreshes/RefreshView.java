package io.datachannel.dbt.adapters.rest.refreshes;

import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.refresh.RefreshChanges;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A refresh job as the API shows it.
 *
 * @param step        what it does now or did last, empty before the first
 * @param requestedAt UTC
 * @param finishedAt  UTC
 * @param modelCount  how many nodes the project has now; only for a job that succeeded
 * @param changes     in models, seeds and snapshots; from when it has replaced the list of models
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
    Optional<Integer> modelCount,
    String cause,
    Optional<ChangesView> changes) {
  /** One that was asked for just now. */
  public static RefreshView queued(Refresh refresh) {
    return of(refresh, Optional.empty());
  }

  static RefreshView of(Refresh refresh, Optional<Integer> modelCount) {
    return new RefreshView(refresh.id().value(), refresh.project().value(), refresh.state().name(), refresh.step(),
        refresh.commit(), refresh.failure().map(FailureView::of), refresh.requestedAt(), refresh.finishedAt(), modelCount,
        refresh.cause().name(), refresh.changes().map(ChangesView::of));
  }

  /** @param schedules those that lost models, or govern new ones */
  public record ChangesView(NamesView added, NamesView removed, NamesView changed, List<ScheduleView> schedules) {
    static ChangesView of(RefreshChanges changes) {
      return new ChangesView(NamesView.of(changes.added()), NamesView.of(changes.removed()), NamesView.of(changes.changed()),
          changes.schedules().stream().map(ScheduleView::of).toList());
    }
  }

  /** @param names the first 500 */
  public record NamesView(int count, List<String> names) {
    static NamesView of(RefreshChanges.Names names) {
      return new NamesView(names.count(), names.first());
    }
  }

  /** @param lost models that it names or governed, and that are gone @param gained new ones that it governs */
  public record ScheduleView(int id, NamesView lost, NamesView gained) {
    static ScheduleView of(RefreshChanges.AffectedSchedule schedule) {
      return new ScheduleView(schedule.schedule().value(), NamesView.of(schedule.lost()), NamesView.of(schedule.gained()));
    }
  }

  /** @param detail the tool's own words, empty when there are none */
  public record FailureView(String code, String message, String detail) {
    static FailureView of(Failure failure) {
      return new FailureView(failure.code().name(), failure.message(), failure.detail());
    }
  }
}
