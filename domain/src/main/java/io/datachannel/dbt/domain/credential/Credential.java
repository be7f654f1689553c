package io.datachannel.dbt.domain.credential;

import io.datachannel.dbt.domain.account.AccountId;

/** A credential of an account, shared by its projects. */
public record Credential(CredentialId id, AccountId account, String name, GitAccess access) {}
