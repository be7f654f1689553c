package io.datachannel.dbt.adapters.rest.tokens;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.caller.Needs;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.account.ApiTokens;
import io.datachannel.dbt.application.account.IssueApiToken;
import io.datachannel.dbt.application.account.RevokeApiToken;
import io.datachannel.dbt.application.account.TokenId;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** The API tokens of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.ADMIN)
public final class TokensResource {
  private final ApiTokens tokens;
  private final IssueApiToken issueToken;
  private final RevokeApiToken revokeToken;
  private final PostOnce once;

  public TokensResource(ApiTokens tokens, IssueApiToken issueToken, RevokeApiToken revokeToken, PostOnce once) {
    this.tokens = tokens;
    this.issueToken = issueToken;
    this.revokeToken = revokeToken;
    this.once = once;
  }

  /** The answer shows the token, this once. It acts for the user who issues it. */
  @POST
  @Path("tokens")
  public Response issue(@Context ContainerRequestContext request, JsonBody body) {
    body.rejectUnknown("label", "role", "expiresAt");
    String label = body.requiredText("label");
    Role role = body.optionalChoice("role", Role.class)
        .orElseThrow(() -> new InvalidInput(FailureCode.FIELD_MISSING, "role", "'role' is missing."));
    Optional<Instant> expiresAt = body.optionalInstant("expiresAt");
    Caller caller = callerOf(request);
    return once.answer(request, body, () -> {
      IssueApiToken.Issued issued = issueToken.issue(new Caller(caller.account(), caller.user(), role), label, expiresAt);
      return Made.created("tokens/" + issued.row().id().value(), TokenView.of(issued));
    });
  }

  @GET
  @Path("tokens")
  public Items<TokenView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(tokens.list(callerOf(request).account(), page), page, row -> row.id().value(), TokenView::of);
  }

  /** Revokes it: it opens nothing any more, and stays in the list. */
  @DELETE
  @Path("tokens/{id}")
  public Response revoke(@Context ContainerRequestContext request, @PathParam("id") int id) {
    revokeToken.revoke(callerOf(request), new TokenId(id));
    return Response.noContent().build();
  }
}
