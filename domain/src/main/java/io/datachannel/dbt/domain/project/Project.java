package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;

/**
 * A dbt project of an account: where its code is, what it is built on and how.
 *
 * @param uuid     names the project's files and environments; given once, never reused
 * @param revision 1 when it is added, one more with each change
 */
public record Project(
    ProjectId id, AccountId account, String uuid, ProjectStatus status, ProjectDefinition definition, long revision) {

  /** This project after a change. */
  public Project changed(ProjectDefinition newDefinition) {
    return new Project(id, account, uuid, status, newDefinition, revision + 1);
  }

  /** This project in another status. */
  public Project in(ProjectStatus newStatus) {
    return new Project(id, account, uuid, newStatus, definition, revision + 1);
  }

  /** What a user gives to add a project. */
  public record ProjectDefinition(
      String name,
      WarehouseId warehouse,
      CredentialId credential,
      Source source,
      ProjectSettings settings,
      NotificationLevel notificationLevel) {}

  /** The branch of a repository. */
  public record Source(RepositoryUrl repository, BranchName branch) {}
}
