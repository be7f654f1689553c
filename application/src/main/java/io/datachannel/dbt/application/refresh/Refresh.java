package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import io.datachannel.dbt.domain.refresh.RefreshChanges;
import io.datachannel.dbt.domain.refresh.RefreshId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import java.time.Instant;
import java.util.Optional;

/**
 * A refresh job: reads a project's models from its repository.
 *
 * @param step   what it does now or did last: CHECKOUT, ENVIRONMENT, PROFILE, PACKAGES, PARSE, COMPILE; empty before the first
 * @param commit the commit that the models are of, when it is known
 * @param failure why it failed, or what did not work in a refresh that succeeded all the same (a compile error)
 * @param cause  why it was asked for
 * @param changes what it changed in the list of models, from when that was replaced
 */
public record Refresh(
    RefreshId id,
    AccountId account,
    ProjectId project,
    RefreshState state,
    String step,
    Optional<String> commit,
    Optional<Failure> failure,
    Instant requestedAt,
    Optional<Instant> finishedAt,
    RefreshCause cause,
    Optional<RefreshChanges> changes) {

  /** One that a user asked for and that has changed nothing. */
  public Refresh(RefreshId id, AccountId account, ProjectId project, RefreshState state, String step, Optional<String> commit,
      Optional<Failure> failure, Instant requestedAt, Optional<Instant> finishedAt) {
    this(id, account, project, state, step, commit, failure, requestedAt, finishedAt, RefreshCause.USER, Optional.empty());
  }

  /** The same, carried out. */
  public Refresh running() {
    return new Refresh(
        id, account, project, RefreshState.RUNNING, step, commit, failure, requestedAt, finishedAt, cause, changes);
  }
}
