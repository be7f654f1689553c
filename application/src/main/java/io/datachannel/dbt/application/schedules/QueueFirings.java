package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.schedule.MissedFirings;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes runs of firings: those that fall due together and want the same done with their models are one invocation of dbt. */
public final class QueueFirings {
  private final OfferRun offer;
  private final FiringLog firings;

  public QueueFirings(OfferRun offer, FiringLog firings) {
    this.offer = offer;
    this.firings = firings;
  }

  /** A firing that is to become a run, or a part of one. */
  record Wanted(Schedule schedule, MissedFirings.Firing firing, ModelSelection selection) {
    ScheduledWork doing() {
      return schedule.definition().work();
    }
  }

  /** @return how many firings got a run */
  int queue(ProjectSchedules state, List<Wanted> wanted, Instant now) {
    Map<ScheduledWork, List<Wanted>> together =
        wanted.stream().collect(Collectors.groupingBy(Wanted::doing, LinkedHashMap::new, Collectors.toList()));
    return together.values().stream().mapToInt(group -> queueTogether(state.project(), group, now)).sum();
  }

  private int queueTogether(Project project, List<Wanted> group, Instant now) {
    Optional<ModelSelection> union = unionOf(group);
    if (union.isEmpty()) {
      return group.stream().mapToInt(one -> queueTogether(project, List.of(one), now)).sum();
    }
    try {
      RunOrder order = group.getFirst().doing().order(union.get(), project.definition().settings()).checked();
      RunId run = offer.offer(new NewRun(project.account(), project.id(), order, now, group.getFirst().doing().afterLoss()));
      group.forEach(one -> add(project, one, now,
          new FiringOutcome.Queued(run, one.selection(), one.firing().kind() == MissedFirings.Kind.CATCH_UP)));
      return group.size();
    } catch (InvalidInput | Rejected refused) {
      // The project's own arguments may have changed since the schedule was set, and the account's queue may be full.
      group.forEach(one -> add(project, one, now, new FiringOutcome.Skipped(refused.getMessage())));
      return 0;
    }
  }

  /** Empty when they name more models together than a run may. */
  private static Optional<ModelSelection> unionOf(List<Wanted> group) {
    try {
      return Optional.of(Selections.union(group.stream().map(Wanted::selection).toList()));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  private void add(Project project, Wanted wanted, Instant now, FiringOutcome outcome) {
    firings.add(new FiringRecord(0, project.account(), project.id(), wanted.schedule().id(), wanted.firing().planned(), now, outcome,
        ScheduleProperties.of(wanted.schedule()), Optional.empty())).orElseThrow(() -> new IllegalStateException(
            "schedule " + wanted.schedule().id().value() + " has fired for " + wanted.firing().planned() + " before"));
  }
}
