package io.datachannel.dbt.domain.account;

/** Who is calling: the account comes from the token alone, never from a path or a body. */
public record Caller(AccountId account, UserId user) {}
