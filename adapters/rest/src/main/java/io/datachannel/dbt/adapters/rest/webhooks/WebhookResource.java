package io.datachannel.dbt.adapters.rest.webhooks;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.webhooks.MakeWebhook;
import io.datachannel.dbt.application.webhooks.Webhooks;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The webhook of a project: what its user gives to the provider of its repository. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
  private final Projects projects;
  private final Webhooks webhooks;
  private final MakeWebhook make;
  private final PostOnce once;

  public WebhookResource(Projects projects, Webhooks webhooks, MakeWebhook make, PostOnce once) {
    this.projects = projects;
    this.webhooks = webhooks;
    this.make = make;
    this.once = once;
  }

  @GET
  @Path("projects/{id}/webhook")
  public WebhookView one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
    return WebhookView.of(webhooks.find(account, new ProjectId(id))
        .orElseThrow(() -> new NotFound("The project has no webhook; make one by POST.")), request.getUriInfo().getBaseUri());
  }

  @POST
  @Path("projects/{id}/webhook")
  public Response make(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return once.answer(request, JsonBody.EMPTY, () -> Made.created("projects/" + id + "/webhook",
        WebhookView.withSecret(make.make(callerOf(request), new ProjectId(id)), request.getUriInfo().getBaseUri())));
  }

  @DELETE
  @Path("projects/{id}/webhook")
  public Response remove(@Context ContainerRequestContext request, @PathParam("id") int id) {
    make.remove(callerOf(request), new ProjectId(id));
    return Response.noContent().build();
  }
}
