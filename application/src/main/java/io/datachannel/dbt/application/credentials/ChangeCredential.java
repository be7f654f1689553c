package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.projects.InUse;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.application.result.ExpectedRevision;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.project.Project;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes a credential, or deletes one that no project uses. */
public final class ChangeCredential {
  private final Credentials credentials;
  private final ProjectUses uses;
  private final ProjectHistory history;
  private final AccessReturn accessReturn;
  private final UnitOfWork work;

  public ChangeCredential(
      Credentials credentials, ProjectUses uses, ProjectHistory history, AccessReturn accessReturn, UnitOfWork work) {
    this.credentials = credentials;
    this.uses = uses;
    this.history = history;
    this.accessReturn = accessReturn;
    this.work = work;
  }

  /**
   * @param change gives the next revision of what is there; it may be called again
   * @throws NotFound when the account has no such credential
   * @throws io.datachannel.dbt.application.result.Rejected with PRECONDITION_FAILED when it is not the expected revision
   * @throws io.datachannel.dbt.domain.failure.InvalidInput with REPOSITORY_URL_REFUSED when it becomes a token and projects of several hosts use it
   */
  public Credential change(Caller caller, CredentialId id, ExpectedRevision expected, UnaryOperator<Credential> change) {
    return work.inTransaction(() -> {
      Credential before = locked(caller, id, expected);
      List<Project> using = uses.of(caller.account(), id);
      Credential after = BoundTokens.ofUsers(before, change.apply(before), using);
      AddCredential.check(after.name(), after.access());
      if (credentials.update(after) != 1) {
        throw new IllegalStateException("a locked credential changed under the lock: " + id.value());
      }
      history.add(caller, using.stream().map(Project::id).toList(), CredentialChanges.between(before, after));
      return after;
    });
  }

  /**
   * @throws NotFound when the account has no such credential
   * @throws io.datachannel.dbt.application.result.Rejected with PRECONDITION_FAILED, or with IN_USE naming the projects
   */
  public void delete(Caller caller, CredentialId id, ExpectedRevision expected) {
    work.inTransaction(() -> {
      Credential found = locked(caller, id, expected);
      InUse.check("credential", id.value(), uses.of(caller.account(), id));
      work.afterCommit(() -> accessReturn.giveBack(found.access()));
      return credentials.delete(caller.account(), id);
    });
  }

  private Credential locked(Caller caller, CredentialId id, ExpectedRevision expected) {
    Credential found = credentials.lock(caller.account(), id).orElseThrow(() -> NotFound.of("credential", id.value()));
    expected.check(found.revision());
    return found;
  }
}
