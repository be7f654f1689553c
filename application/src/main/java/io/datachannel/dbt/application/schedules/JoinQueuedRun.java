package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DecideFirings.Wanted;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets a run that was queued a moment ago, and is not claimed yet, build the models of later firings, too, when they want the same done.
 * The project is locked: no one else widens or narrows the run meanwhile.
 */
public final class JoinQueuedRun {
  /** Since the first firing of the run, so that firings that follow each other closely do not add to one run for ever. */
  static final Duration WINDOW = Duration.ofSeconds(5);

  private final QueuedRuns runs;

  public JoinQueuedRun(QueuedRuns runs) {
    this.runs = runs;
  }

  /** @param wanted firings that want the same done @return the run that carries them now; empty when there is none to join */
  Optional<RunId> join(DueProject project, List<Wanted> wanted, Instant now) {
    Map<RunId, List<FiringRecord>> waiting = project.waiting().stream()
        .collect(Collectors.groupingBy(firing -> firing.queued().run(), LinkedHashMap::new, Collectors.toList()));
    return waiting.entrySet().stream().filter(entry -> isLike(entry.getValue().getFirst(), wanted.getFirst(), now))
        .filter(entry -> hasNoneOfTheirSchedules(entry.getValue(), wanted))
        .filter(entry -> widened(entry.getKey(), project.still(entry.getValue()), wanted)).map(Map.Entry::getKey).findFirst();
  }

  private static boolean isLike(FiringRecord first, Wanted wanted, Instant now) {
    return first.handledAt().plus(WINDOW).isAfter(now) && first.isForWorkOf(wanted.schedule());
  }

  /** A run carries one firing of a schedule; what could not be merged with that is a run of its own. */
  private static boolean hasNoneOfTheirSchedules(List<FiringRecord> carried, List<Wanted> wanted) {
    return wanted.stream().noneMatch(one -> carried.stream().anyMatch(firing -> firing.schedule().equals(one.schedule().id())));
  }

  /** Not when it is claimed at this moment, nor when it would name more models than a run may. */
  private boolean widened(RunId run, List<ModelSelection> carried, List<Wanted> wanted) {
    try {
      ModelSelection all = Selections.union(Stream.concat(
          carried.stream(), wanted.stream().map(Wanted::selection)).toList());
      return runs.select(run, all) == 1;
    } catch (InvalidInput _) {
      return false;
    }
  }
}
