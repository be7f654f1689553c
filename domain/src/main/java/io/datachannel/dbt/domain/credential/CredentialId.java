package io.datachannel.dbt.domain.credential;

/** A row of {@code dbt_credentials}. */
public record CredentialId(int value) {}
