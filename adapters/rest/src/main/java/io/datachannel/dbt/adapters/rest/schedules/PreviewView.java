package io.datachannel.dbt.adapters.rest.schedules;

import io.datachannel.dbt.domain.schedule.Preview;
import io.datachannel.dbt.domain.schedule.Preview.ModelChange;
import io.datachannel.dbt.domain.schedule.ScheduleEffect;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a change would do; nothing of it is done.
 *
 * @param models    each model of the project
 * @param schedules those that the change would touch, the one that it names first
 */
public record PreviewView(List<GovernorView> models, List<TouchedView> schedules) {
  /** The view of a preview. */
  public static PreviewView of(Preview preview) {
    return new PreviewView(preview.models().stream().map(GovernorView::of).toList(),
        preview.touched().stream().map(TouchedView::of).toList());
  }

  /**
   * Who governs a model. A schedule without an id is the new one.
   *
   * @param changes whether another one governs it afterwards, or none
   */
  public record GovernorView(String uniqueId, GovernedByView before, GovernedByView after, boolean changes) {
    private static GovernorView of(ModelChange change) {
      return new GovernorView(
          change.model(), GovernedByView.of(change.before()), GovernedByView.of(change.after()), change.isChange());
    }
  }

  /** @param governed whether any schedule governs it @param scheduleId absent for none, and for the new one */
  public record GovernedByView(boolean governed, Optional<Integer> scheduleId) {
    private static GovernedByView of(Optional<ScheduleId> governor) {
      return new GovernedByView(governor.isPresent(), governor.flatMap(TouchedView::known));
    }
  }

  /**
   * A schedule that the change would touch.
   *
   * @param scheduleId  absent for the new one
   * @param effect      ADDED, REPLACED, CHANGED, DELETED
   * @param nextFirings up to five, afterwards
   */
  public record TouchedView(Optional<Integer> scheduleId, String effect, TargetView target, List<Instant> nextFirings) {
    private static final int NEW = Integer.MAX_VALUE;

    private static TouchedView of(Preview.Touched touched) {
      return new TouchedView(known(touched.effect().schedule().id()), word(touched.effect()),
          TargetView.of(touched.effect().schedule().target()), touched.nextFirings());
    }

    private static Optional<Integer> known(ScheduleId id) {
      return id.value() == NEW ? Optional.empty() : Optional.of(id.value());
    }

    private static String word(ScheduleEffect effect) {
      return switch (effect) {
        case ScheduleEffect.Added _ -> "ADDED";
        case ScheduleEffect.Replaced _ -> "REPLACED";
        case ScheduleEffect.Changed _ -> "CHANGED";
        case ScheduleEffect.Deleted _ -> "DELETED";
      };
    }
  }
}
