package io.datachannel.dbt.adapters.rest.runs;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.runs.FollowRun;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;

/** A run as server-sent events (WHATWG HTML, "Server-sent events"). */
@Path("/")
public final class RunEventsResource {
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final FollowRun followRun;
  private final Duration heartbeat;
  private final EventText text = new EventText();

  /**
   * @param heartbeat after how much silence a comment is sent, so that proxies keep the connection and a lost client is noticed; the token is
   *     looked at again about as often
   */
  public RunEventsResource(FollowRun followRun, Duration heartbeat) {
    this.followRun = followRun;
    this.heartbeat = heartbeat;
  }

  /**
   * Goes on behind the event of the header, else of the query, else begins with the first; ends after the final status, or when the token has
   * ended.
   *
   * @param last  the id of the last event seen; a browser sends it when it connects again
   * @param after the same, for clients that cannot set headers
   */
  @GET
  @Path("runs/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public StreamingOutput events(@Context ContainerRequestContext request, @PathParam("id") int id,
      @HeaderParam(LAST_EVENT_ID) String last, @QueryParam("after") String after) {
    Caller caller = callerOf(request);
    long asked = after == null ? 0 : PageQuery.number("after", after);
    long seen = last == null ? asked : PageQuery.number(LAST_EVENT_ID, last);
    FollowRun.Part first = followRun.next(caller, new RunId(id), seen, Duration.ZERO);
    RunEventStream.Source source = (position, wait) -> followRun.next(caller, new RunId(id), position, wait);
    return new RunEventStream(source, first, seen, text, new FollowerCheck(CallerFilter.stillIn(request), heartbeat));
  }
}
