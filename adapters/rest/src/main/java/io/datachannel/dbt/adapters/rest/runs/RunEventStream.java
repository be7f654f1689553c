package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.FollowRun.Part;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes a run's events as they happen, on the thread of the request, which is a virtual one. */
final class RunEventStream implements StreamingOutput {
  private static final Logger LOG = System.getLogger(RunEventStream.class.getName());
  private static final byte[] HEARTBEAT = ": nothing new\n\n".getBytes(StandardCharsets.UTF_8);

  private final Source source;
  private final Part first;
  private final long seen;
  private final EventText text;
  private final FollowerCheck follower;

  /** @param first what was behind {@code seen} when the request came; read before the answer begins, so that it can still be refused */
  RunEventStream(Source source, Part first, long seen, EventText text, FollowerCheck follower) {
    this.source = source;
    this.first = first;
    this.seen = seen;
    this.text = text;
    this.follower = follower;
  }

  /**
   * Ends after the final status, when the follower's token has ended, or when the service stops; a client that went away ends it by the exception
   * of the write.
   */
  @Override
  public void write(OutputStream out) throws IOException {
    long position = seen;
    Part part = first;
    while (true) {
      position = write(part, position, out);
      if (part.ended() || Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        part = source.next(position, follower.often());
      } catch (PortFailure unavailable) {
        LOG.log(Level.WARNING, "a stream of events ended early; its client may connect again: " + unavailable.code() + ", " + unavailable.getMessage());
        return;
      }
      if (follower.isOut()) {
        return;
      }
    }
  }

  private long write(Part part, long position, OutputStream out) throws IOException {
    long last = position;
    if (part.entries().isEmpty()) {
      out.write(HEARTBEAT);
    }
    for (JournalEntry entry : part.entries()) {
      out.write(text.of(entry).getBytes(StandardCharsets.UTF_8));
      last = entry.sequence();
    }
    out.flush();
    return last;
  }

  /** Where the events come from. */
  interface Source {
    Part next(long after, Duration wait);
  }
}
