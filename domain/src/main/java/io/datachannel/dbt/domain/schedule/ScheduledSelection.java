package io.datachannel.dbt.domain.schedule;

import io.datachannel.dbt.domain.schedule.Governance.Standing;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.List;
import java.util.stream.Collectors;

/** What a firing comes to. */
public sealed interface ScheduledSelection {

  /** A run of these models. */
  record Run(ModelSelection selection) implements ScheduledSelection {}

  /** No run. @param reason a sentence for the user */
  record Nothing(String reason) implements ScheduledSelection {}

  /** All models before the first refresh are everything: what a project has is then found out by the run. */
  static ScheduledSelection of(ScheduleTarget target, Standing standing) {
    boolean all = target instanceof ScheduleTarget.AllModels;
    if (all && standing.overridden().isEmpty()) {
      return new Run(new ModelSelection.AllModels());
    }
    if (standing.governed().isEmpty()) {
      return new Nothing(reason(standing));
    }
    return new Run(all
        ? new ModelSelection.AllModelsExcept(List.copyOf(standing.overridden().keySet()))
        : new ModelSelection.SelectedModels(List.copyOf(standing.governed())));
  }

  private static String reason(Standing standing) {
    if (!standing.overridden().isEmpty()) {
      return "Nothing ran: all its models are governed by schedules that were set later: " + standing.overriders().stream()
          .map(id -> Integer.toString(id.value())).collect(Collectors.joining(", ")) + ".";
    }
    return standing.vanished().isEmpty() ? "Nothing ran: the schedule covers no model of the project."
        : "Nothing ran: the project has none of the schedule's models (any more): " + String.join(", ", standing.vanished()) + ".";
  }
}
