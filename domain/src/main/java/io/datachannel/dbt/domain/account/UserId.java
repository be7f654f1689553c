package io.datachannel.dbt.domain.account;

/** A user of an account. {@code INT UNSIGNED} in the specification's tables. */
public record UserId(long value) {}
