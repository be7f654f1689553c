package io.datachannel.dbt.domain.notification;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.Optional;
import java.util.Set;

/**
 * Whom an account has told of its runs.
 *
 * @param revision 1 when it is added, one more with each change
 */
public record NotificationTarget(TargetId id, AccountId account, Definition definition, long revision) {

  /**
   * What a user gives.
   *
   * @param projects of whose runs it is told; absent for those of all projects
   * @param enabled  whether it is told anything
   */
  public record Definition(String name, Channel channel, Optional<Set<ProjectId>> projects, boolean enabled) {}

  /** This target after a change. */
  public NotificationTarget changed(Definition next) {
    return new NotificationTarget(id, account, next, revision + 1);
  }
}
