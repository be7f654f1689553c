package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_project_refreshes}. */
public final class MySqlRefreshes implements Refreshes {
  private final Session session;

  public MySqlRefreshes(Database database) {
    this.session = database.session();
  }

  @Override
  public RefreshId add(AccountId account, ProjectId project, RefreshCause cause, Instant requestedAt) {
    return new RefreshId(Math.toIntExact(session.add(RefreshStatements.ADD,
        Values.of("account", account.value()).with("project", project.value()).with("cause", cause).with("requested_at", requestedAt))));
  }

  @Override
  public Optional<Refresh> find(AccountId account, ProjectId project, RefreshId id) {
    return session.one(RefreshStatements.FIND,
        Values.of("id", id.value()).with("account", account.value()).with("project", project.value()), MySqlRefreshes::read);
  }

  @Override
  public Optional<Refresh> lockQueued(AccountId account, ProjectId project) {
    return session.one(RefreshStatements.WAITING, Values.of("account", account.value()).with("project", project.value()), MySqlRefreshes::read)
        .flatMap(seen -> session.one(RefreshStatements.LOCK_QUEUED, Values.of("id", seen.id().value()), MySqlRefreshes::read));
  }

  @Override
  public Optional<ClaimedRefresh> claim(String owner, Duration lease) {
    return session.inTransaction(() -> session.all(RefreshStatements.NEXT, new Values(), row -> row.integer("id")).stream()
        .flatMap(id -> session.one(RefreshStatements.LOCK_FREE, Values.of("id", id), row -> new ClaimedRefresh(
            read(row), new Lease(owner, row.number("fencing_number") + 1))).stream())
        .findFirst()
        .map(next -> {
          session.change(RefreshStatements.CLAIM, held(next.refresh().id(), next.lease()).with("micros", Leases.micros(lease)));
          return new ClaimedRefresh(next.refresh().running(), next.lease());
        }));
  }

  @Override
  public int renew(RefreshId id, Lease lease, Duration duration) {
    return session.change(RefreshStatements.RENEW, held(id, lease).with("micros", Leases.micros(duration)));
  }

  @Override
  public int save(Refresh refresh, Lease lease) {
    return session.change(RefreshStatements.SAVE, held(refresh.id(), lease)
        .with("state", refresh.state())
        .with("step", refresh.step())
        .with("commit", refresh.commit())
        .with("failure_code", refresh.failure().map(Failure::code))
        .with("failure_message", refresh.failure().map(failure -> ColumnText.text(failure.message())))
        .with("failure_detail", refresh.failure().map(failure -> ColumnText.text(failure.detail())))
        .with("finished_at", refresh.finishedAt())
        .with("changes", refresh.changes().map(RefreshChangesJson::of)));
  }

  @Override
  public int failExpired(Instant at) {
    return session.change(RefreshStatements.FAIL_EXPIRED, Values.of("at", at)
        .with("failure_code", FailureCode.RUN_LOST)
        .with("failure_message", "The copy of the service that did this refresh stopped answering. Start the refresh again."));
  }

  private static Values held(RefreshId id, Lease lease) {
    return Values.of("id", id.value()).with("owner", lease.owner()).with("fencing_number", lease.fencingNumber());
  }

  static Refresh read(Row row) {
    Optional<Failure> failure = row.optionalText("failure_code").map(code -> new Failure(
        FailureCode.stored(code), row.text("failure_message"), row.text("failure_detail")));
    return new Refresh(new RefreshId(row.integer("id")), new AccountId(row.number("account_id")),
        new ProjectId(row.integer("dbt_project_id")), RefreshState.valueOf(row.text("state")), row.text("step"),
        row.optionalText("commit_hash"), failure, row.instant("requested_at"), row.optionalInstant("finished_at"),
        RefreshCause.valueOf(row.text("cause")), row.optionalText("changes_json").map(RefreshChangesJson::changes));
  }
}
