package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.environments.EnvironmentUpgrades;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code dbt_environment_upgrades}. */
public final class MySqlEnvironmentUpgrades implements EnvironmentUpgrades {
  private final Session session;

  public MySqlEnvironmentUpgrades(Database database) {
    this.session = database.session();
  }

  @Override
  public void request(ProjectId project, Instant at) {
    session.put(EnvironmentLockStatements.REQUEST_UPGRADE, Values.of("project", project.value()).with("at", at));
  }

  @Override
  public void end(ProjectId project, Instant requestedAt, Instant at, Optional<Failure> failure) {
    session.put(EnvironmentLockStatements.END_UPGRADE, Values.of("project", project.value()).with("requested_at", requestedAt).with("at", at)
        .with("code", failure.map(Failure::code)).with("message", failure.map(Failure::message)));
  }

  @Override
  public Optional<Upgrade> find(AccountId account, ProjectId project) {
    return session.one(EnvironmentLockStatements.FIND_UPGRADE, Values.of("account", account.value()).with("project", project.value()),
        row -> new Upgrade(row.instant("requested_at"), row.optionalInstant("ended_at"), row.optionalText("failure_code").map(code ->
            Failure.of(FailureCode.stored(code), row.optionalText("failure_message").orElse("")))));
  }
}
