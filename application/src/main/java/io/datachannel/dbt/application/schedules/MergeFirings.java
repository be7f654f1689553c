package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.schedules.DecideFirings.Decided;
import io.datachannel.dbt.application.schedules.DecideFirings.Wanted;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Merges firings into runs that still wait with earlier ones of their schedules, and makes these build what the schedules govern by now.
 * The project is locked: no one else widens or narrows the run meanwhile.
 */
public final class MergeFirings {
  private final QueuedRuns runs;
  private final FiringLog firings;

  public MergeFirings(QueuedRuns runs, FiringLog firings) {
    this.runs = runs;
    this.firings = firings;
  }

  /**
   * What came of it.
   *
   * @param project as it is now
   * @param told    the firings that are merged
   * @param left    those that are to become runs, or parts of some
   */
  record Merged(DueProject project, List<FiringRecord> told, List<Wanted> left) {}

  Merged merge(Decided decided, Instant now) {
    List<FiringRecord> told = new ArrayList<>();
    List<Wanted> left = new ArrayList<>(decided.wanted());
    Map<Long, ModelSelection> selections = new TreeMap<>();
    decided.wanted().stream().filter(one -> one.earlier().isPresent())
        .collect(Collectors.groupingBy(one -> one.earlier().orElseThrow().queued().run(), LinkedHashMap::new, Collectors.toList()))
        .forEach((run, wanted) -> {
          Map<Long, ModelSelection> own = wanted.stream().collect(Collectors.toMap(one -> one.earlier().orElseThrow().id(), Wanted::selection));
          if (selected(decided.project(), run, own)) {
            wanted.stream().filter(one -> !one.selection().equals(one.earlier().orElseThrow().queued().selection()))
                .forEach(one -> firings.select(one.earlier().orElseThrow().id(), one.selection()));
            selections.putAll(own);
            left.removeAll(wanted);
            wanted.forEach(one -> told.add(merged(decided.project(), one, run, now)));
          }
        });
    return new Merged(selections.isEmpty() ? decided.project() : with(decided.project(), selections), told, left);
  }

  /** Not when it is claimed at this moment, nor when it would name more models than a run may. @param own of some of its firings, by id */
  private boolean selected(DueProject project, RunId run, Map<Long, ModelSelection> own) {
    try {
      List<FiringRecord> others = project.waiting().stream()
          .filter(firing -> firing.queued().run().equals(run) && !own.containsKey(firing.id())).toList();
      return runs.select(run, Selections.union(Stream.concat(own.values().stream(), project.still(others).stream()).toList())) == 1;
    } catch (InvalidInput _) {
      return false;
    }
  }

  private static FiringRecord merged(DueProject project, Wanted one, RunId run, Instant now) {
    return FiringRecord.fresh(project.state().project(), one.schedule().id(), one.firing().planned(), now,
        new FiringOutcome.Merged(one.earlier().orElseThrow().id(), run), Map.of());
  }

  private static DueProject with(DueProject project, Map<Long, ModelSelection> selections) {
    return new DueProject(project.state(), project.waiting().stream()
        .map(firing -> selections.containsKey(firing.id()) ? firing.selecting(selections.get(firing.id())) : firing).toList(), project.last());
  }
}
