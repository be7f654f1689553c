package io.datachannel.dbt.domain.credential;

import io.datachannel.dbt.domain.account.AccountId;

/**
 * A credential of an account, shared by its projects.
 *
 * @param revision 1 when it is added, one more with each change
 */
public record Credential(CredentialId id, AccountId account, String name, GitAccess access, long revision) {

  /** This credential after a change. */
  public Credential changed(String newName, GitAccess newAccess) {
    return new Credential(id, account, newName, newAccess, revision + 1);
  }
}
