package io.datachannel.dbt.adapters.rest.notifications;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.notifications.ConfigureTargets;
import io.datachannel.dbt.application.notifications.NotificationTargets;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.notification.NotificationTarget;
import io.datachannel.dbt.domain.notification.NotificationTarget.Definition;
import io.datachannel.dbt.domain.notification.TargetId;
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

/** Whom the caller's account has told of its runs. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NotificationTargetsResource {
  private final NotificationTargets targets;
  private final ConfigureTargets configure;
  private final PostOnce once;

  public NotificationTargetsResource(NotificationTargets targets, ConfigureTargets configure, PostOnce once) {
    this.targets = targets;
    this.configure = configure;
    this.once = once;
  }

  @POST
  @Path("notification-targets")
  public Response add(@Context ContainerRequestContext request, JsonBody body) {
    Definition definition = NotificationTargetBody.of(body, configure::freshSecret).definition();
    return once.answer(request, body, () -> {
      NotificationTarget added = configure.add(callerOf(request), definition);
      return Made.created("notification-targets/" + added.id().value(), NotificationTargetView.withSecret(added)).tagged(added.revision());
    });
  }

  @GET
  @Path("notification-targets")
  public Items<NotificationTargetView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(targets.list(callerOf(request).account(), page), page, row -> row.id().value(), NotificationTargetView::of);
  }

  @GET
  @Path("notification-targets/{id}")
  public Response one(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return tagged(targets.find(callerOf(request).account(), new TargetId(id))
        .orElseThrow(() -> NotFound.of("notification target", id)));
  }

  @PUT
  @Path("notification-targets/{id}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    return tagged(configure.change(callerOf(request), new TargetId(id), IfMatch.of(request),
        current -> NotificationTargetBody.of(body, configure::freshSecret).replacing(current)));
  }

  @PATCH
  @Path("notification-targets/{id}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") int id, JsonBody body) {
    return tagged(configure.change(callerOf(request), new TargetId(id), IfMatch.of(request), current -> NotificationTargetBody
        .patching(current, body, configure::freshSecret).replacing(current)));
  }

  @DELETE
  @Path("notification-targets/{id}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") int id) {
    configure.delete(callerOf(request), new TargetId(id), IfMatch.of(request));
    return Response.noContent().build();
  }

  @POST
  @Path("notification-targets/{id}/secret")
  public Response renewSecret(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return once.answer(request, JsonBody.EMPTY, () -> {
      NotificationTarget renewed = configure.renewSecret(callerOf(request), new TargetId(id));
      return Made.known(NotificationTargetView.withSecret(renewed)).tagged(renewed.revision());
    });
  }

  private static Response tagged(NotificationTarget target) {
    return Response.ok(NotificationTargetView.of(target)).header(HttpHeaders.ETAG, IfMatch.tag(target.revision())).build();
  }
}
