package io.datachannel.dbt.adapters.rest.credentials;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.ChangeCredential;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.credentials.SshKeys;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The git credentials of the caller's account. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CredentialsResource {
  private final Credentials credentials;
  private final AddCredential addCredential;
  private final ChangeCredential changeCredential;
  private final SshKeys keys;
  private final PostOnce once;

  public CredentialsResource(
      Credentials credentials, AddCredential addCredential, ChangeCredential changeCredential, SshKeys keys, PostOnce once) {
    this.credentials = credentials;
    this.addCredential = addCredential;
    this.changeCredential = changeCredential;
    this.keys = keys;
    this.once = once;
  }

  @POST
  @Path("credentials")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    CredentialBody given = CredentialBody.of(body, keys);
    String name = given.name();
    GitAccess access = given.access();
    return once.answer(request, body, () -> {
      Credential added = addCredential.add(callerOf(request), name, access);
      return Made.created("credentials/" + added.id().value(), CredentialView.of(added)).tagged(added.revision());
    });
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
  public Response one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return tagged(credentials.find(callerOf(request).account(), new CredentialId(id))
        .orElseThrow(() -> NotFound.of("credential", id)));
  }

  /** A token that is left out stays. */
  @PUT
  @Path("credentials/{id}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    return tagged(changeCredential.change(callerOf(request), new CredentialId(id), IfMatch.of(request),
        current -> CredentialBody.of(body, keys).replacing(current)));
  }

  @PATCH
  @Path("credentials/{id}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    return tagged(changeCredential.change(callerOf(request), new CredentialId(id), IfMatch.of(request),
        current -> CredentialBody.patching(current, body, keys).replacing(current)));
  }

  @DELETE
  @Path("credentials/{id}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") int id) {
    changeCredential.delete(callerOf(request), new CredentialId(id), IfMatch.of(request));
    return Response.noContent().build();
  }

  private static Response tagged(Credential credential) {
    return Response.ok(CredentialView.of(credential)).header(HttpHeaders.ETAG, IfMatch.tag(credential.revision())).build();
  }
}
