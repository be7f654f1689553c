package io.datachannel.dbt.adapters.rest.schedules;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.schedules.FiringLog;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.application.schedules.ProjectSchedules;
import io.datachannel.dbt.application.schedules.ReadSchedules;
import io.datachannel.dbt.application.schedules.ScheduleRecord;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Firings;
import io.datachannel.dbt.domain.schedule.Governance;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The schedules of a project, who governs its models, and what became of firings. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {
  private final ReadSchedules read;
  private final FiringLog firings;
  private final InstantSource databaseClock;

  /** @param databaseClock the clock that firings go by */
  public SchedulesResource(ReadSchedules read, FiringLog firings, InstantSource databaseClock) {
    this.read = read;
    this.firings = firings;
    this.databaseClock = databaseClock;
  }

  @GET
  @Path("projects/{id}/schedules")
  public Items<ScheduleView> list(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    ProjectSchedules all = read.of(callerOf(request).account(), new ProjectId(id));
    Governance governance = all.governance();
    Instant now = databaseClock.instant();
    List<ScheduleRecord> rows = all.rows().stream().filter(row -> row.id().value() > page.after()).limit(page.limit()).toList();
    return Items.page(rows, page, row -> row.id().value(), row -> ScheduleView.of(row, all, governance, now));
  }

  @GET
  @Path("projects/{id}/schedules/{schedule}")
  public Response one(@Context ContainerRequestContext request, @PathParam("id") int id, @PathParam("schedule") int schedule) {
    ProjectSchedules all = read.of(callerOf(request).account(), new ProjectId(id));
    return SchedulePage.of(found(all, schedule), all, databaseClock.instant());
  }

  /** Who governs each model. */
  @GET
  @Path("projects/{id}/schedules/governance")
  public Items<GovernedView> governance(@Context ContainerRequestContext request, @PathParam("id") int id) {
    ProjectSchedules all = read.of(callerOf(request).account(), new ProjectId(id));
    Instant now = databaseClock.instant();
    return Items.all(List.copyOf(all.governance().governors().entrySet()), entry -> new GovernedView(entry.getKey(),
        entry.getValue().map(ScheduleId::value), entry.getValue().flatMap(all::find).filter(row -> row.nextFireAt().isPresent())
            .flatMap(row -> Firings.next(row.schedule().timing(), now))));
  }

  /**
   * A model and the schedule that runs it.
   *
   * @param scheduleId absent when none does
   * @param nextFiring absent when none is planned, for example of a paused schedule
   */
  public record GovernedView(String uniqueId, Optional<Integer> scheduleId, Optional<Instant> nextFiring) {}

  /** Newest first. */
  @GET
  @Path("projects/{id}/schedules/{schedule}/firings")
  public Items<FiringView> firings(@Context ContainerRequestContext request, @PathParam("id") int id,
      @PathParam("schedule") int schedule, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    AccountId account = callerOf(request).account();
    found(read.of(account, new ProjectId(id)), schedule);
    Page page = PageQuery.of(after, limit);
    return Items.page(firings.list(account, new ProjectId(id), new ScheduleId(schedule), page), page, FiringRecord::id, FiringView::of);
  }

  private static ScheduleRecord found(ProjectSchedules all, int id) {
    return all.find(new ScheduleId(id)).orElseThrow(() -> NotFound.of("schedule", id));
  }
}
