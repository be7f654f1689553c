package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;

/** The credential of projects whose repository is public: every project has one, and users need not add it. */
public final class PublicCredential {
  private final Credentials credentials;
  private final AddCredential add;

  public PublicCredential(Credentials credentials, AddCredential add) {
    this.credentials = credentials;
    this.add = add;
  }

  /** One that the account has, or a new one. */
  public CredentialId of(Caller caller) {
    return credentials.list(caller.account(), new Page(0, Page.MOST)).stream()
        .filter(credential -> credential.access() instanceof GitAccess.Public).findFirst()
        .orElseGet(() -> add.add(caller, "public", new GitAccess.Public())).id();
  }
}
