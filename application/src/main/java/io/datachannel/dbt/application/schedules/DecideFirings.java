package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.pipelines.PipelineLoads;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.schedule.MissedFirings;
import io.datachannel.dbt.domain.schedule.Schedule;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduledSelection;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what becomes of the due firings of one project. */
final class DecideFirings {
  private final DueProject project;
  private final Instant now;
  private final Governance governance;
  private final Map<ScheduleId, FiringRecord> waiting;
  private final List<FiringRecord> told = new ArrayList<>();
  private final List<Wanted> wanted = new ArrayList<>();
  private final List<ScheduleRecord> plans = new ArrayList<>();

  private DecideFirings(DueProject project, Instant now) {
    this.project = project;
    this.now = now;
    this.governance = project.state().governance();
    this.waiting = project.waiting().stream()
        .collect(Collectors.toMap(FiringRecord::schedule, firing -> firing, (_, later) -> later));
  }

  /**
   * What was decided.
   *
   * @param told   firings that need no run of their own
   * @param wanted those that do
   * @param plans  the schedules that were due, with when they are to be looked at next
   */
  record Decided(DueProject project, List<FiringRecord> told, List<Wanted> wanted, List<ScheduleRecord> plans) {

    /** Of these schedules nothing is decided: at this instant they are looked at as if for the first time. */
    Decided without(Set<ScheduleId> putOff, Instant again) {
      return new Decided(project, told.stream().filter(firing -> !putOff.contains(firing.schedule())).toList(), wanted,
          plans.stream().map(plan -> putOff.contains(plan.id()) ? putOff(plan, again) : plan).toList());
    }

    private ScheduleRecord putOff(ScheduleRecord plan, Instant again) {
      return new ScheduleRecord(plan.schedule(), Optional.of(again), project.state().find(plan.id()).orElseThrow().handledUntil());
    }
  }

  /**
   * A firing that is to become a run, or a part of one.
   *
   * @param earlier the one of its schedule that it is merged into, when the run of that still waits and can build its models
   */
  record Wanted(Schedule schedule, MissedFirings.Firing firing, ModelSelection selection, Optional<FiringRecord> earlier) {}

  static Decided decide(DueProject project, PipelineLoads loads, Instant now) {
    DecideFirings deciding = new DecideFirings(project, now);
    project.state().rows().stream().filter(row -> row.nextFireAt().filter(at -> !at.isAfter(now)).isPresent())
        .forEach(row -> deciding.decide(row, DueFiring.of(row, project.account(), loads, now)));
    return new Decided(project, List.copyOf(deciding.told), List.copyOf(deciding.wanted), List.copyOf(deciding.plans));
  }

  private void decide(ScheduleRecord row, DueFiring due) {
    skip(row.id(), due.decided());
    due.decided().run().filter(firing -> project.isNew(row.id(), firing.planned())).ifPresent(firing -> decide(row.schedule(), firing));
    Schedule schedule = row.schedule();
    plans.add(new ScheduleRecord(
        schedule, FiringPlan.next(schedule, project.state().project().status(), due.handledUntil()), due.handledUntil()));
  }

  private void decide(Schedule schedule, MissedFirings.Firing firing) {
    switch (governance.selectionFor(schedule)) {
      case ScheduledSelection.Nothing nothing ->
          told.add(told(schedule.id(), firing.planned(), new FiringOutcome.NothingGoverned(nothing.reason())));
      case ScheduledSelection.Run(ModelSelection selection) -> decide(schedule, firing, selection);
    }
  }

  /** Merged without more ado is only what the run that waits does anyway: one that others share may have dropped it meanwhile. */
  private void decide(Schedule schedule, MissedFirings.Firing firing, ModelSelection selection) {
    Optional<FiringRecord> earlier = Optional.ofNullable(waiting.get(schedule.id())).filter(one -> one.isForWorkOf(schedule));
    earlier.filter(one -> isAlone(one) && one.queued().selection().equals(selection)).ifPresentOrElse(
        same -> told.add(told(schedule.id(), firing.planned(), new FiringOutcome.Merged(same.id(), same.queued().run()))),
        () -> wanted.add(new Wanted(schedule, firing, selection, earlier)));
  }

  /** Then its row tells what the run does. One that shares its run and lost all of its models still has them in its row. */
  private boolean isAlone(FiringRecord firing) {
    return project.waiting().stream().filter(one -> one.queued().run().equals(firing.queued().run())).count() == 1;
  }

  /** Of a long outage the first hundred are kept, and that there were more. */
  private void skip(ScheduleId schedule, MissedFirings decided) {
    decided.skipped().stream().filter(skipped -> project.isNew(schedule, skipped.planned()))
        .forEach(skipped -> told.add(told(schedule, skipped.planned(), new FiringOutcome.Skipped(why(skipped)
            + (decided.more() && skipped.equals(decided.skipped().getLast()) ? " More that followed it are not listed." : "")))));
  }

  private FiringRecord told(ScheduleId schedule, Instant planned, FiringOutcome outcome) {
    Project of = project.state().project();
    return FiringRecord.fresh(of, schedule, planned, now, outcome, Map.of());
  }

  private static String why(MissedFirings.Skipped skipped) {
    return switch (skipped.reason()) {
      case OVERTAKEN -> "It was missed, and a newer firing of the schedule was made good in its place.";
      case TOO_LATE -> "It was missed: until the schedule's grace was over the service was down, or the queue of the account full.";
    };
  }
}
