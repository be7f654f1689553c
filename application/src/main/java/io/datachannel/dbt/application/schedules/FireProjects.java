package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.pipelines.PipelineLoads;
import io.datachannel.dbt.application.schedules.DecideFirings.Decided;
import io.datachannel.dbt.application.schedules.DueSchedules.OfProject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deals with the due firings of projects, in the transaction around the call, which holds the locks of the projects. */
public final class FireProjects {
  /** How long a schedule waits before it asks again for room in a queue that is full. */
  static final Duration PUT_OFF = Duration.ofSeconds(30);

  private final DueProjects projects;
  private final PipelineLoads loads;
  private final QueueFirings queue;
  private final InstantSource databaseClock;

  /** @param databaseClock decides what is due: a copy whose own clock is wrong does no harm */
  public FireProjects(DueProjects projects, PipelineLoads loads, QueueFirings queue, InstantSource databaseClock) {
    this.projects = projects;
    this.loads = loads;
    this.queue = queue;
    this.databaseClock = databaseClock;
  }

  /** Projects that another copy is at are left to it. @return how many firings became a run, or a part of one */
  int fire(List<OfProject> due) {
    List<DueProject> locked = projects.lock(due);
    if (locked.isEmpty()) {
      return 0;
    }
    // The time is read after the locks were got, for waiting may have taken a while.
    Instant now = databaseClock.instant();
    List<Decided> wanted = locked.stream().map(project -> DecideFirings.decide(project, loads, now)).toList();
    QueueFirings.Queued queued = queue.queue(wanted, now);
    List<Decided> decided = wanted.stream().map(one -> one.without(queued.putOff(), now.plus(PUT_OFF))).toList();
    List<FiringRecord> firings = new ArrayList<>(queued.told());
    decided.forEach(one -> firings.addAll(one.told()));
    firings.sort(Comparator.comparing(FiringRecord::plannedAt));
    projects.keep(firings, decided.stream().flatMap(one -> one.plans().stream()).toList());
    return Math.toIntExact(firings.stream().filter(FireProjects::hasRun).count());
  }

  private static boolean hasRun(FiringRecord firing) {
    return switch (firing.outcome()) {
      case FiringOutcome.Queued _, FiringOutcome.Merged _ -> true;
      case FiringOutcome.Skipped _, FiringOutcome.NothingGoverned _ -> false;
    };
  }
}
