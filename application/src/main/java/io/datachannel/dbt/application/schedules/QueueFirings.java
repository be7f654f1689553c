package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.runs.NewRun;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.schedules.DecideFirings.Decided;
import io.datachannel.dbt.application.schedules.DecideFirings.Wanted;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunOrder;
import io.datachannel.dbt.domain.schedule.MissedFirings;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.schedule.ScheduledWork;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes runs of firings: those that fall due together, or within seconds of each other, and want the same done with their models are one
 * invocation of dbt.
 */
public final class QueueFirings {
  private final OfferRun offer;
  private final MergeFirings merge;
  private final JoinQueuedRun join;

  public QueueFirings(OfferRun offer, MergeFirings merge, JoinQueuedRun join) {
    this.offer = offer;
    this.merge = merge;
    this.join = join;
  }

  /** Firings of one project that want the same done. */
  private record Group(DueProject of, List<Wanted> wanted) {
    ScheduledWork work() {
      return wanted.getFirst().schedule().definition().work();
    }

    Project project() {
      return of.state().project();
    }

    /** @throws InvalidInput when they name more models together than a run may */
    ModelSelection union() {
      return Selections.union(wanted.stream().map(Wanted::selection).toList());
    }

    /** @throws InvalidInput when the project's own arguments have changed since the schedule was set */
    NewRun newRun(Instant now) {
      RunOrder order = work().order(union(), project().definition().settings()).checked();
      return new NewRun(project().account(), project().id(), order, now, work().afterLoss());
    }

    List<FiringRecord> told(RunId run, Instant now) {
      return wanted.stream().map(one -> record(one, now,
          new FiringOutcome.Queued(run, one.selection(), one.firing().kind() == MissedFirings.Kind.CATCH_UP))).toList();
    }

    List<FiringRecord> skipped(String reason, Instant now) {
      return wanted.stream().map(one -> record(one, now, new FiringOutcome.Skipped(reason))).toList();
    }

    List<ScheduleId> schedules() {
      return wanted.stream().map(one -> one.schedule().id()).toList();
    }

    private FiringRecord record(Wanted one, Instant now, FiringOutcome outcome) {
      return FiringRecord.fresh(project(), one.schedule().id(), one.firing().planned(), now, outcome,
          ScheduleProperties.of(one.schedule()));
    }
  }

  private record Asked(Group group, NewRun run) {}

  /**
   * What became of the firings that were wanted.
   *
   * @param told   those with a run, or with a reason why they have none; not kept yet
   * @param putOff the schedules of the others, for which the queues of their accounts had no room
   */
  record Queued(List<FiringRecord> told, Set<ScheduleId> putOff) {}

  Queued queue(List<Decided> decided, Instant now) {
    if (decided.stream().anyMatch(one -> !one.project().waiting().isEmpty())) {
      // Merging and joining lock the slots of single accounts; all of them first, in one order, and no two ticks wait for each other.
      offer.lock(decided.stream().map(one -> one.project().account()).toList());
    }
    List<FiringRecord> told = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    for (Decided one : decided) {
      MergeFirings.Merged merged = merge.merge(one, now);
      told.addAll(merged.told());
      groups.addAll(groups(merged));
    }
    for (Group group : groups) {
      join.join(group.of(), group.wanted(), now).ifPresentOrElse(
          run -> told.addAll(group.told(run, now)), () -> told.addAll(ask(group, now, asked)));
    }
    Iterator<Optional<RunId>> queued = offer.offer(asked.stream().map(Asked::run).toList()).iterator();
    Set<ScheduleId> putOff = new HashSet<>();
    asked.forEach(one -> queued.next().ifPresentOrElse(
        run -> told.addAll(one.group().told(run, now)), () -> putOff.addAll(one.group().schedules())));
    return new Queued(told, putOff);
  }

  /** One run, or one for each when they name more models together than a run may. @return those that cannot be carried out */
  private static List<FiringRecord> ask(Group group, Instant now, List<Asked> asked) {
    List<FiringRecord> refused = new ArrayList<>();
    for (Group part : parts(group)) {
      try {
        asked.add(new Asked(part, part.newRun(now)));
      } catch (InvalidInput invalid) {
        refused.addAll(part.skipped(invalid.getMessage(), now));
      }
    }
    return refused;
  }

  private static List<Group> parts(Group group) {
    try {
      group.union();
      return List.of(group);
    } catch (InvalidInput _) {
      return group.wanted().stream().map(one -> new Group(group.of(), List.of(one))).toList();
    }
  }

  private static List<Group> groups(MergeFirings.Merged merged) {
    return merged.left().stream().collect(Collectors.groupingBy(
            one -> one.schedule().definition().work(), LinkedHashMap::new, Collectors.toList()))
        .values().stream().map(wanted -> new Group(merged.project(), wanted)).toList();
  }
}
