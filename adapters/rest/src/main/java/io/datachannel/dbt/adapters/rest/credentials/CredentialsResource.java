package io.datachannel.dbt.adapters.rest.credentials;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
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
import java.net.URI;
import java.util.List;

/** The git credentials of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CredentialsResource {
  private final Credentials credentials;
  private final AddCredential addCredential;

  public CredentialsResource(Credentials credentials, AddCredential addCredential) {
    this.credentials = credentials;
    this.addCredential = addCredential;
  }

  @POST
  @Path("credentials")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    body.rejectUnknown("name", "kind", "provider", "userName", "token");
    String name = body.requiredText("name");
    CredentialView added = CredentialView.of(addCredential.add(callerOf(request), name, access(body)));
    return Response.created(URI.create("credentials/" + added.id())).entity(added).build();
  }

  private static GitAccess access(JsonBody body) {
    return switch (body.requiredText("kind")) {
      case CredentialView.HTTPS_TOKEN -> CredentialView.httpsToken(body);
      case CredentialView.PUBLIC -> {
        for (String field : List.of("token", "userName", "provider")) {
          if (body.has(field)) {
            throw new InvalidInput(FailureCode.FIELD_INVALID, field,
                "A credential of kind 'public' sends nothing: leave out '" + field + "', or use kind 'https-token'.");
          }
        }
        yield new GitAccess.Public();
      }
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, "kind", "'kind' must be https-token or public.");
    };
  }

  @GET
  @Path("credentials")
  public Items<CredentialView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(credentials.list(callerOf(request).account(), page), page, row -> row.id().value(), CredentialView::of);
  }

  @GET
  @Path("credentials/{id}")
  public CredentialView one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return credentials.find(callerOf(request).account(), new CredentialId(id)).map(CredentialView::of)
        .orElseThrow(() -> NotFound.of("credential", id));
  }
}
