package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.pipelines.PipelineLoads;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
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
import java.util.stream.Collectors;

/** Decides what becomes of the due firings of one project, and queues their runs; in the transaction that holds the project's lock. */
public final class FireProject {
  private final ReadSchedules read;
  private final ScheduleBooks books;
  private final PipelineLoads loads;
  private final QueueFirings queue;

  public FireProject(ReadSchedules read, ScheduleBooks books, PipelineLoads loads, QueueFirings queue) {
    this.read = read;
    this.books = books;
    this.loads = loads;
    this.queue = queue;
  }

  /** @return how many firings became a run, or a part of one */
  int fire(Project project, Instant now) {
    ProjectSchedules state = read.of(project);
    AccountId account = project.account();
    Map<ScheduleId, FiringRecord> waiting = books.firings().waiting(account, project.id()).stream()
        .collect(Collectors.toMap(FiringRecord::schedule, firing -> firing, (first, _) -> first));
    Governance governance = state.governance();
    List<QueueFirings.Wanted> wanted = new ArrayList<>();
    int fired = 0;
    for (ScheduleRecord row : state.rows()) {
      if (row.nextFireAt().filter(at -> !at.isAfter(now)).isPresent()) {
        DueFiring due = DueFiring.of(row, account, loads, now);
        Optional<MissedFirings.Firing> firing = due.decided().run().filter(one -> isNew(state, row, one.planned()));
        addSkipped(state, row, due.decided(), now);
        if (firing.isPresent()) {
          fired += decide(state, governance, row, firing.get(), now, Optional.ofNullable(waiting.get(row.id())), wanted);
        }
        Schedule schedule = row.schedule();
        books.schedules().plan(account, new ScheduleRecord(
            schedule, FiringPlan.next(schedule, project.status(), due.handledUntil()), due.handledUntil()));
      }
    }
    return fired + queue.queue(state, wanted, now);
  }

  /** Whatever is said of how far firings are dealt with: one that was dealt with is over. */
  private boolean isNew(ProjectSchedules state, ScheduleRecord row, Instant planned) {
    return books.firings().list(state.project().account(), state.project().id(), row.id(), new Page(0, 1)).stream()
        .allMatch(last -> last.plannedAt().isBefore(planned));
  }

  private int decide(ProjectSchedules state, Governance governance, ScheduleRecord row, MissedFirings.Firing firing, Instant now,
      Optional<FiringRecord> waiting, List<QueueFirings.Wanted> wanted) {
    return switch (governance.selectionFor(row.schedule())) {
      case ScheduledSelection.Nothing nothing -> {
        add(state, row, firing.planned(), now, new FiringOutcome.NothingGoverned(nothing.reason()));
        yield 0;
      }
      case ScheduledSelection.Run run when waiting.isPresent() -> {
        FiringRecord earlier = waiting.get();
        add(state, row, firing.planned(), now,
            new FiringOutcome.Merged(earlier.id(), ((FiringOutcome.Queued) earlier.outcome()).run()));
        yield 1;
      }
      case ScheduledSelection.Run(ModelSelection selection) -> {
        wanted.add(new QueueFirings.Wanted(row.schedule(), firing, selection));
        yield 0;
      }
    };
  }

  private void add(ProjectSchedules state, ScheduleRecord row, Instant planned, Instant now, FiringOutcome outcome) {
    books.firings().add(new FiringRecord(0, state.project().account(), state.project().id(), row.id(), planned, now, outcome,
        Map.of(), Optional.empty()));
  }

  /** Of a long outage the first hundred are kept, and that there were more. */
  private void addSkipped(ProjectSchedules state, ScheduleRecord row, MissedFirings decided, Instant now) {
    decided.skipped().forEach(skipped -> add(state, row, skipped.planned(), now, new FiringOutcome.Skipped(why(skipped)
        + (decided.more() && skipped.equals(decided.skipped().getLast()) ? " More that followed it are not listed." : ""))));
  }

  private static String why(MissedFirings.Skipped skipped) {
    return switch (skipped.reason()) {
      case OVERTAKEN -> "It was missed, and a newer firing of the schedule was made good in its place.";
      case TOO_LATE -> "It was missed, and was looked at only when the schedule's grace was over.";
    };
  }
}
