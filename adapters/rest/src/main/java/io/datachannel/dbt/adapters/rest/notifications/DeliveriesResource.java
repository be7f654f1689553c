package io.datachannel.dbt.adapters.rest.notifications;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.notifications.Deliveries;
import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.application.notifications.NotificationTargets;
import io.datachannel.dbt.application.notifications.TestTarget;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.TargetId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** What became of messages to a target, and a message to try it out. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class DeliveriesResource {
  private final NotificationTargets targets;
  private final Deliveries deliveries;
  private final TestTarget testTarget;

  public DeliveriesResource(NotificationTargets targets, Deliveries deliveries, TestTarget testTarget) {
    this.targets = targets;
    this.deliveries = deliveries;
    this.testTarget = testTarget;
  }

  @GET
  @Path("notification-targets/{id}/deliveries")
  public Items<DeliveryView> list(@Context ContainerRequestContext request, @PathParam("id") int id, @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    AccountId account = callerOf(request).account();
    Page page = PageQuery.of(after, limit);
    targets.find(account, new TargetId(id)).orElseThrow(() -> NotFound.of("notification target", id));
    return Items.page(deliveries.list(account, new TargetId(id), page), page, row -> row.id().value(), DeliveryView::of);
  }

  /** A message that is not taken is a good answer to the question whether it is, so it is no error. */
  @POST
  @Path("notification-targets/{id}/test")
  public NotificationTestView test(@Context ContainerRequestContext request, @PathParam("id") int id) {
    return switch (testTarget.test(callerOf(request).account(), new TargetId(id))) {
      case Outcome.Taken taken -> new NotificationTestView(true, taken.answer());
      case Outcome.NotTaken refused -> new NotificationTestView(false, refused.answer());
    };
  }

  /** What came of a test. @param answer of the other side, or why it was not reached */
  public record NotificationTestView(boolean delivered, String answer) {}
}
