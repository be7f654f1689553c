package io.datachannel.dbt.adapters.rest.schedules;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.listing.Flag;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.rest.revision.IfMatch;
import io.datachannel.dbt.application.schedules.ChangeSchedules;
import io.datachannel.dbt.application.schedules.ChangeSchedules.Changed;
import io.datachannel.dbt.application.schedules.CronReader;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.application.schedules.ScheduleWish;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Schedule.ScheduleDefinition;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Sets, changes, pauses and deletes schedules; each change can be asked for as a dry run, which tells what it would do. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ScheduleChangesResource {
  private final ChangeSchedules changeSchedules;
  private final CronReader cron;
  private final PostOnce once;

  public ScheduleChangesResource(ChangeSchedules changeSchedules, CronReader cron, PostOnce once) {
    this.changeSchedules = changeSchedules;
    this.cron = cron;
    this.once = once;
  }

  /** One on the same target is replaced. */
  @POST
  @Path("projects/{id}/schedules")
  public Response set(@Context ContainerRequestContext request, @PathParam("id") int id, @QueryParam("dryRun") String dryRun,
      JsonBody body) {
    ScheduleBody given = ScheduleBody.setting(body, cron);
    ScheduleWish wish = new ScheduleWish.Set(given.definition(), given.discardOverridden());
    if (Flag.of("dryRun", dryRun)) {
      once.check(request);
      return preview(request, id, wish);
    }
    return once.answer(request, body, () -> {
      Changed changed = changeSchedules.change(callerOf(request), new ProjectId(id), wish);
      ScheduleRecord row = changed.schedule().orElseThrow();
      ScheduleView view = ScheduleView.of(row, changed.now(), changed.now().governance(), changed.at());
      Made made = changed.added() ? Made.created("projects/" + id + "/schedules/" + view.id(), view) : Made.known(view);
      return made.tagged(row.schedule().revision());
    });
  }

  /** It keeps its place in the order. */
  @PUT
  @Path("projects/{id}/schedules/{schedule}")
  public Response replace(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule,
      @QueryParam("dryRun") String dryRun, JsonBody body) {
    ScheduleDefinition given = ScheduleBody.definition(body, cron);
    return change(request, id, dryRun,
        new ScheduleWish.Edit(new ScheduleId(schedule), IfMatch.of(request), _ -> given));
  }

  @PATCH
  @Path("projects/{id}/schedules/{schedule}")
  public Response patch(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule,
      @QueryParam("dryRun") String dryRun, JsonBody body) {
    return change(request, id, dryRun, new ScheduleWish.Edit(new ScheduleId(schedule), IfMatch.of(request),
        current -> ScheduleBody.patched(body, current, cron)));
  }

  @DELETE
  @Path("projects/{id}/schedules/{schedule}")
  public Response delete(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule,
      @QueryParam("dryRun") String dryRun) {
    return change(request, id, dryRun, new ScheduleWish.Remove(new ScheduleId(schedule), IfMatch.of(request)));
  }

  @POST
  @Path("projects/{id}/schedules/{schedule}/pause")
  public Response pause(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule,
      @QueryParam("dryRun") String dryRun) {
    return change(request, id, dryRun, new ScheduleWish.Pause(new ScheduleId(schedule)));
  }

  /** From now on: what it missed meanwhile is not made good. */
  @POST
  @Path("projects/{id}/schedules/{schedule}/resume")
  public Response resume(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule,
      @QueryParam("dryRun") String dryRun) {
    return change(request, id, dryRun, new ScheduleWish.Resume(new ScheduleId(schedule)));
  }

  /** A schedule on a collection is then on a part of it; one that loses its last model is deleted. */
  @POST
  @Path("projects/{id}/schedules/{schedule}/take-out")
  public Response takeOut(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule,
      @QueryParam("dryRun") String dryRun, JsonBody body) {
    body.rejectUnknown("models");
    List<String> models = body.optionalTextList("models").orElseThrow(() -> body.missing("models"));
    return change(request, id, dryRun, new ScheduleWish.TakeOut(new ScheduleId(schedule), models));
  }

  private Response change(ContainerRequestContext request, int project, String dryRun, ScheduleWish wish) {
    return Flag.of("dryRun", dryRun) ? preview(request, project, wish)
        : SchedulePage.of(changeSchedules.change(callerOf(request), new ProjectId(project), wish));
  }

  private Response preview(ContainerRequestContext request, int project, ScheduleWish wish) {
    return Response.ok(PreviewView.of(changeSchedules.preview(callerOf(request), new ProjectId(project), wish))).build();
  }
}
