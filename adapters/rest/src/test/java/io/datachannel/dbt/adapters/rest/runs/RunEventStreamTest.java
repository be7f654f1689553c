package io.datachannel.dbt.adapters.rest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.runs.FollowRun.Part;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who follows a run that is never silent. */
class RunEventStreamTest {
  private static final Part NOTHING = new Part(List.of(), false);

  private static long eventsUntil(BooleanSupplier stillIn) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RunEventStream((after, _) -> new Part(List.of(new JournalEntry(after + 1,
        new JournalEvent.LogLine(Instant.parse("2026-03-01T10:00:00Z"), LogLevel.INFO, "again", Optional.empty()))), after == 9), NOTHING, 0,
        new EventText(), new FollowerCheck(stillIn, Duration.ZERO)).write(out);
    return out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("id: ")).count();
  }

  @Test
  void aTokenThatEndsEndsTheStream() throws IOException {
    Queue<Boolean> answers = new ArrayDeque<>(List.of(true, true, false));

    assertEquals(2, eventsUntil(answers::remove));
  }

  @Test
  void aTokenThatStaysLeavesItToTheRun() throws IOException {
    assertEquals(10, eventsUntil(() -> true));
  }

  @Test
  void aDatabaseThatIsAwayEndsNoStream() throws IOException {
    assertEquals(10, eventsUntil(() -> {
      throw new PortFailure(FailureCode.DATABASE_UNAVAILABLE, "away", new IllegalStateException());
    }));
  }
}
