package io.datachannel.dbt.adapters.rest.credentials;

import io.datachannel.dbt.adapters.rest.body.Created;
import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.body.Listing;
import io.datachannel.dbt.adapters.rest.body.ReadBody;
import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.credentials.AddCredential;
import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.credential.Credential;
import io.datachannel.dbt.domain.credential.CredentialId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
import jakarta.ws.rs.DefaultValue;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Git credentials. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CredentialResource {
  /** GitHub and GitLab take any user name beside a token. */
  private static final String ANY_USER = "x-access-token";

  private final AddCredential add;
  private final Credentials credentials;

  public CredentialResource(AddCredential add, Credentials credentials) {
    this.add = add;
    this.credentials = credentials;
  }

  /** @param kind https-token or public */
  public record CredentialView(int id, String name, String kind, Optional<String> userName) {
    static CredentialView of(Credential credential) {
      return switch (credential.access()) {
        case GitAccess.Public _ -> new CredentialView(credential.id().value(), credential.name(), "public", Optional.empty());
        case GitAccess.HttpsToken https ->
            new CredentialView(credential.id().value(), credential.name(), "https-token", Optional.of(https.userName()));
      };
    }
  }

  @POST
  @Path("credentials")
  public Response add(@Context ContainerRequestContext request, @Context UriInfo uri) {
    JsonBody body = ReadBody.of(request).only("name", "kind", "userName", "token");
    String name = body.text("name");
    Credential added = add.add(CallerFilter.callerOf(request), name, access(body));
    return Created.at(uri, "credentials/" + added.id().value(), CredentialView.of(added));
  }

  private static GitAccess access(JsonBody body) {
    return switch (body.text("kind")) {
      case "public" -> new GitAccess.Public();
      case "https-token" -> new GitAccess.HttpsToken(body.optionalText("userName").orElse(ANY_USER), new Secret(body.text("token")));
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, "kind", "'kind' must be https-token or public.");
    };
  }

  @GET
  @Path("credentials")
  public Listing<CredentialView> list(
      @Context ContainerRequestContext request,
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Page page = new Page(after, limit);
    return Listing.of(credentials.list(CallerFilter.callerOf(request).account(), page), page,
        CredentialView::of, credential -> credential.id().value());
  }

  @GET
  @Path("credentials/{id}")
  public CredentialView get(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return credentials.find(CallerFilter.callerOf(request).account(), new CredentialId(id)).map(CredentialView::of)
        .orElseThrow(() -> NotFound.of("credential", id));
  }
}
