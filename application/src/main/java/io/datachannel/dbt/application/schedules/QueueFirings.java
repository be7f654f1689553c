package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.transaction.UnitOfWork;
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
  private final Runs runs;
  private final FiringLog firings;
  private final UnitOfWork work;
  private final WorkSignal signal;

  public QueueFirings(Runs runs, FiringLog firings, UnitOfWork work, WorkSignal signal) {
    this.runs = runs;
    this.firings = firings;
    this.work = work;
    this.signal = signal;
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
      RunId run = runs.add(new NewRun(project.account(), project.id(), order, now));
      group.forEach(one -> add(project, one, now,
          new FiringOutcome.Queued(run, one.selection(), one.firing().kind() == MissedFirings.Kind.CATCH_UP)));
      work.afterCommit(signal::workIsQueued);
      return group.size();
    } catch (InvalidInput conflict) {
      // The project's own arguments may have changed since the schedule was set.
      group.forEach(one -> add(project, one, now, new FiringOutcome.Skipped(conflict.getMessage())));
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
