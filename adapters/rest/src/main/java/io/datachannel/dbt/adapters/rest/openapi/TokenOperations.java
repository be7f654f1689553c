package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.optional;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;

import io.datachannel.dbt.adapters.rest.me.MeView;
import io.datachannel.dbt.adapters.rest.tokens.TokenView;
import io.datachannel.dbt.domain.account.Role;

/** What is said of API tokens. */
final class TokenOperations {
  private TokenOperations() {}

  static Group group() {
    return Group.of("Tokens", "What lets callers in.",
        Operation.of("GET me", "getMe", "Read who calls").says("Account, user and role of the token, and the clock of the service.")
            .answers(200, MeView.class),
        Operation.of("GET tokens", "listTokens", "List the tokens").says("Revoked and expired ones, too; never a token itself.")
            .answers(200, Lists.items(TokenView.class)),
        Operation.of("POST tokens", "issueToken", "Issue a token")
            .says("The answer shows the token, this once. It acts for the user who issues it.")
            .takes(Schemas.closed(
                required("label", Schemas.text(255), "What it is for."),
                required("role", Schemas.namesOf(Role.class),
                    "VIEWER reads, EDITOR configures and runs, ADMIN also issues tokens and purges projects, SERVICE is for MetaAPI alone."),
                optional("expiresAt", Schemas.instant(), "When it stops; never when this is left out.")))
            .once().answers(201, TokenView.class).located(),
        Operation.of("DELETE tokens/{id}", "revokeToken", "Revoke a token").says("It opens nothing any more, and stays in the list.")
            .answersNothing(204));
  }
}
