package io.datachannel.dbt.application.schedules;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Firings in a map; asks the runs how far they are. */
public final class InMemoryFiringLog implements FiringLog {
  private final Runs runs;
  private final TreeMap<Long, FiringRecord> rows = new TreeMap<>();

  public InMemoryFiringLog(Runs runs) {
    this.runs = runs;
  }

  /** @return its id; empty when this instant of the schedule was dealt with before */
  public synchronized Optional<Long> add(FiringRecord firing) {
    if (rows.values().stream().anyMatch(row ->
        row.schedule().equals(firing.schedule()) && row.plannedAt().equals(firing.plannedAt()))) {
      return Optional.empty();
    }
    long id = rows.size() + 1L;
    rows.put(id, new FiringRecord(id, firing.account(), firing.project(), firing.schedule(), firing.plannedAt(), firing.handledAt(),
        firing.outcome(), firing.snapshot(), Optional.empty()));
    return Optional.of(id);
  }

  @Override
  public synchronized List<FiringRecord> list(AccountId account, ProjectId project, ScheduleId schedule, Page page) {
    return rows.descendingMap().values().stream()
        .filter(row -> row.account().equals(account) && row.project().equals(project) && row.schedule().equals(schedule))
        .filter(row -> page.after() == 0 || row.id() < page.after()).limit(page.limit()).toList();
  }

  @Override
  public synchronized List<FiringRecord> ofRun(AccountId account, RunId run) {
    return rows.values().stream().filter(row -> row.account().equals(account)).filter(row -> switch (row.outcome()) {
      case FiringOutcome.Queued queued -> queued.run().equals(run);
      case FiringOutcome.Merged merged -> merged.run().equals(run);
      case FiringOutcome.Skipped _, FiringOutcome.NothingGoverned _ -> false;
    }).toList();
  }

  @Override
  public synchronized int carried(AccountId account, RunId run) {
    return (int) ofRun(account, run).stream().filter(row -> row.outcome() instanceof FiringOutcome.Queued).count();
  }

  @Override
  public synchronized List<FiringRecord> waiting(AccountId account, ProjectId project) {
    return awaiting(RunState.Queued.class::isInstance)
        .filter(row -> row.account().equals(account) && row.project().equals(project)).toList();
  }

  @Override
  public synchronized List<FiringRecord> ended(int limit) {
    return awaiting(RunState.Final.class::isInstance).limit(limit).toList();
  }

  private Stream<FiringRecord> awaiting(Predicate<RunState> state) {
    return rows.values().stream().filter(row -> row.result().isEmpty()).filter(row -> row.outcome() instanceof FiringOutcome.Queued queued
        && runs.find(row.account(), queued.run()).filter(run -> state.test(run.run().state())).isPresent());
  }

  @Override
  public synchronized int settle(long firing, FiringRecord.Result result) {
    FiringRecord row = rows.get(firing);
    if (row.result().isPresent()) {
      return 0;
    }
    rows.put(firing, new FiringRecord(row.id(), row.account(), row.project(), row.schedule(), row.plannedAt(), row.handledAt(),
        row.outcome(), row.snapshot(), Optional.of(result)));
    return 1;
  }

  @Override
  public synchronized void select(long firing, ModelSelection selection) {
    FiringRecord row = rows.get(firing);
    FiringOutcome.Queued queued = (FiringOutcome.Queued) row.outcome();
    rows.put(firing, new FiringRecord(row.id(), row.account(), row.project(), row.schedule(), row.plannedAt(), row.handledAt(),
        new FiringOutcome.Queued(queued.run(), selection, queued.caughtUp()), row.snapshot(), row.result()));
  }

  /** All there are, oldest first. */
  public synchronized List<FiringRecord> all() {
    return List.copyOf(rows.values());
  }
}
