package io.datachannel.dbt.domain.account;

/** An account of DataChannel; every row is looked up under one. {@code INT UNSIGNED} in the specification's tables. */
public record AccountId(long value) {}
