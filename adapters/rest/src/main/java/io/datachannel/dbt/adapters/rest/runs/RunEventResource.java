package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.caller.CallerFilter;
import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.runs.FollowRun;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.run.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;

/** The events of a run as they happen (server-sent events, resumable by Last-Event-ID). */
@Path("/")
public final class RunEventResource {
  /** Longer silence makes proxies close the connection. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final FollowRun follow;

  public RunEventResource(FollowRun follow) {
    this.follow = follow;
  }

  /** Ends after the run's final status. */
  @GET
  @Path("runs/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @Context ContainerRequestContext context,
      @Context SseEventSink sink,
      @Context Sse sse,
      @PathParam("id") int id,
      @HeaderParam("Last-Event-ID") String lastEventId) {
    Caller caller = CallerFilter.callerOf(context);
    RunId run = new RunId(id);
    long after = sequence(lastEventId);
    FollowRun.Part part = follow.next(caller, run, after, Duration.ZERO);
    try (sink) {
      while (!sink.isClosed()) {
        part.entries().forEach(entry -> send(sink, sse, entry));
        if (part.ended()) {
          return;
        }
        after = part.entries().isEmpty() ? after : part.entries().getLast().sequence();
        part = follow.next(caller, run, after, HEARTBEAT);
        if (part.entries().isEmpty()) {
          sink.send(sse.newEventBuilder().comment("still there").build());
        }
      }
    }
  }

  private static void send(SseEventSink sink, Sse sse, JournalEntry entry) {
    EventView view = EventView.of(entry.event());
    sink.send(sse.newEventBuilder().id(Long.toString(entry.sequence())).name(view.name()).data(view.data()).build());
  }

  private static long sequence(String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return 0;
    }
    if (!lastEventId.matches("[0-9]{1,18}")) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "Last-Event-ID", "'Last-Event-ID' must be the id of an event of this run.");
    }
    return Long.parseLong(lastEventId);
  }
}
