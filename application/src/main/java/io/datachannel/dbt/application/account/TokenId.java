package io.datachannel.dbt.application.account;

/** A row of {@code dbt_api_tokens}. */
public record TokenId(int value) {}
