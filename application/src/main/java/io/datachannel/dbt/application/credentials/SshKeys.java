package io.datachannel.dbt.application.credentials;

import io.datachannel.dbt.domain.credential.GitAccess.SshKey;

/** Makes key pairs for SSH. */
public interface SshKeys {

  /** A fresh Ed25519 pair, for no server yet. */
  SshKey fresh();
}
