package io.datachannel.dbt.adapters.rest.caller;

import io.datachannel.dbt.domain.account.Role;

/** The caller is known, and the role of the token does not cover the call. */
public final class RoleInsufficient extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RoleInsufficient(Role role, Role needed) {
    super("This needs a token of the role " + needed + (needed == Role.VIEWER || needed == Role.EDITOR ? " or higher" : "")
        + "; this token's role is " + role + ".");
  }
}
