package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.domain.credential.GitAccess;

/** Gives back at the provider what a credential that is gone was given there. */
public interface AccessReturn {

  /** Tries it once, after the credential is gone, and never throws: what stays open at the provider can be closed there. */
  void giveBack(GitAccess access);
}
