package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.runs.CancelRun;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * After a change of schedules, or of a collection: a run that still waits drops the models that its schedules have lost, and one that is left with none is
 * cancelled. A firing that had lost all of its models to others, and governs some of them again, has these back. Runs that are under way finish.
 */
public final class NarrowQueuedRuns {
  private final FiringLog firings;
  private final QueuedRuns runs;
  private final CancelRun cancelRun;
  private final UnitOfWork work;

  public NarrowQueuedRuns(FiringLog firings, QueuedRuns runs, CancelRun cancelRun, UnitOfWork work) {
    this.firings = firings;
    this.runs = runs;
    this.cancelRun = cancelRun;
    this.work = work;
  }

  /** In the transaction of the change. @param after the project after it */
  public void narrow(ProjectSchedules after) {
    AccountId account = after.project().account();
    Map<RunId, List<FiringRecord>> byRun = firings.waiting(account, after.project().id()).stream()
        .collect(Collectors.groupingBy(firing -> firing.queued().run(), () -> new TreeMap<>(Comparator.comparing(RunId::value)),
            Collectors.toList()));
    if (!byRun.isEmpty()) {
      Governance governance = after.governance();
      byRun.forEach((run, carried) -> narrow(account, run, carried, governance));
    }
  }

  private void narrow(AccountId account, RunId run, List<FiringRecord> carried, Governance governance) {
    Map<Long, Optional<ModelSelection>> left = new TreeMap<>();
    carried.forEach(firing -> left.put(firing.id(), Selections.left(
        firing.queued().selection(), Optional.ofNullable(governance.standings().get(firing.schedule())))));
    List<ModelSelection> still = left.values().stream().flatMap(Optional::stream).toList();
    if (still.isEmpty()) {
      if (isStillQueued(run, carried.getFirst().queued().selection())) {
        cancel(account, run);
      }
      return;
    }
    // A firing that lost all of its models keeps its selection: where several share a run, these do not tell what it still does.
    if ((carried.size() > 1 || !still.getFirst().equals(carried.getFirst().queued().selection())) && selected(run, still)) {
      left.forEach((firing, selection) -> selection.ifPresent(own -> firings.select(firing, own)));
    }
  }

  /** Not when it is claimed at this moment; nor when it would name more models than a run may, which is no reason to refuse a change of schedules. */
  private boolean selected(RunId run, List<ModelSelection> still) {
    try {
      return runs.select(run, Selections.union(still)) == 1;
    } catch (InvalidInput _) {
      return false;
    }
  }

  /** Locks it, so that it is not claimed meanwhile; one that was claimed just before finishes as it was asked for. */
  private boolean isStillQueued(RunId run, ModelSelection asBefore) {
    return runs.select(run, asBefore) == 1;
  }

  private void cancel(AccountId account, RunId run) {
    work.afterCommit(cancelRun.request(account, run));
  }
}
