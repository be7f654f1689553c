package io.datachannel.dbt.domain.account;

/** Who is calling: account and role come from the token alone, never from a path or a body. */
public record Caller(AccountId account, UserId user, Role role) {}
