package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.adapters.rest.listing.CursorItems;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.domain.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the models of a project.
 *
 * @param next        the value of {@code after} for the part behind this one; absent at the end
 * @param listed      which refresh found these models; absent before the first
 * @param failedSince a later refresh that failed: the models are still those of {@code listed}
 */
public record ModelsPageView(
    List<ModelView> items, Optional<String> next, Optional<ListedView> listed, Optional<FailedView> failedSince) {

  static ModelsPageView of(CursorItems<ModelView> page, Optional<Refresh> kept, Optional<Refresh> failed) {
    return new ModelsPageView(page.items(), page.next(), kept.map(ListedView::of), failed.map(FailedView::of));
  }

  /**
   * The refresh that found the models.
   *
   * @param commit of the branch
   * @param at     its end, UTC; absent while it still compiles
   */
  public record ListedView(int refreshId, Optional<String> commit, Optional<Instant> at) {
    static ListedView of(Refresh refresh) {
      return new ListedView(refresh.id().value(), refresh.commit(), refresh.finishedAt());
    }
  }

  /**
   * A refresh that failed.
   *
   * @param commit absent when it did not come as far as that
   * @param at     UTC
   */
  public record FailedView(int refreshId, Optional<String> commit, String code, String message, Optional<Instant> at) {
    static FailedView of(Refresh refresh) {
      Failure failure = refresh.failure().orElseThrow();
      return new FailedView(refresh.id().value(), refresh.commit(), failure.code().name(), failure.message(), refresh.finishedAt());
    }
  }
}
