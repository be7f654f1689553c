package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.runs.RunQueue;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The queue in the rows of {@code log_dbt_project_run}. */
public final class MySqlRunQueue implements RunQueue {
  private final Session session;

  public MySqlRunQueue(Database database) {
    this.session = database.session();
  }

  @Override
  public Optional<QueuedRun> lockNext() {
    return session.one(RunQueueStatements.LOCK_NEXT, new Values(),
        row -> new QueuedRun(RunRows.run(row), row.number("fencing_number")));
  }

  @Override
  public int lease(RunId id, Lease lease, Duration duration) {
    return session.change(RunQueueStatements.LEASE, Leases.held(id, lease).with("micros", Leases.micros(duration)));
  }

  @Override
  public boolean cancelRequested(RunId id) {
    return session.one(RunQueueStatements.CANCEL_REQUESTED, Values.of("run", id.value()), row -> row.number("id")).isPresent();
  }

  @Override
  public List<RunId> expired(int limit) {
    return session.all(RunQueueStatements.EXPIRED, Values.of("limit", limit), row -> new RunId(row.integer("id")));
  }
}
