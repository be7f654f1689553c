package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.schedule.Governance.Standing;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A locked project with all that decides about its firings.
 *
 * @param state   without models and collections where its schedules cannot compete for any
 * @param waiting its firings with a run that waits in the queue, by id; without merged ones
 * @param last    for which instant a schedule was last dealt with; none for one that never was
 */
public record DueProject(ProjectSchedules state, List<FiringRecord> waiting, Map<ScheduleId, Instant> last) {
  AccountId account() {
    return state.project().account();
  }

  /** What these still have of a run that waits; a schedule that is gone, or lost its models to others, has nothing. */
  List<ModelSelection> still(List<FiringRecord> carried) {
    Map<ScheduleId, Standing> standings = carried.isEmpty() ? Map.of() : state.governance().standings();
    return carried.stream().flatMap(firing ->
        Selections.left(firing.queued().selection(), Optional.ofNullable(standings.get(firing.schedule()))).stream()).toList();
  }

  /** Whatever is said of how far firings are dealt with: one that was dealt with is over. */
  boolean isNew(ScheduleId schedule, Instant planned) {
    return !last.containsKey(schedule) || last.get(schedule).isBefore(planned);
  }
}
