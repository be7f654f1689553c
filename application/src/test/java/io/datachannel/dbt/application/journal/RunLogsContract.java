package io.datachannel.dbt.application.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent.DbtStepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.DbtStepStarted;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeFinished;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.JournalEvent.StepFinished;
import io.datachannel.dbt.application.journal.JournalEvent.StepStarted;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.StepState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of run logs keeps to. */
public abstract class RunLogsContract {
  protected static final AccountId ACCOUNT = new AccountId(1);
  protected static final RunId RUN = new RunId(5);
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

  protected abstract RunLogs logs();

  @Test
  void everyKindOfEventComesBackAsItWas() {
    List<JournalEvent> events = List.of(
        new StatusChanged(AT, RunStatus.PARTIAL_SUCCESS),
        new StepStarted(AT, RunStep.CHECKOUT),
        new StepFinished(AT, RunStep.CHECKOUT, Duration.ofMillis(40)),
        new DbtStepStarted(AT, 2, 3, "run --select 'größe'"),
        new DbtStepFinished(AT, 2, 3, "run", StepState.CANCELLED, Duration.ofNanos(123_456_789)),
        new LogLine(AT, LogLevel.WARN, "größe \u001b[32mOK\u001b[0m \"quoted\" 🙂", Optional.of("model.shop.orders")),
        new LogLine(AT, LogLevel.INFO, "", Optional.empty()),
        new NodeStarted(AT, "model.shop.orders", "model", "orders"),
        new NodeFinished(AT, new NodeResult("model.shop.orders", "model", "orders", "success", Optional.of(AT),
            Duration.ofNanos(123_456_789), OptionalLong.of(5), "SELECT 5", "Thread-1")),
        new NodeFinished(AT, new NodeResult("test.shop.t", "test", "t", "skipped", Optional.empty(), Duration.ZERO,
            OptionalLong.empty(), "", "")));

    write(events);

    assertEquals(events, logs().read(ACCOUNT, RUN, 0, Duration.ZERO).stream().map(JournalEntry::event).toList());
  }

  @Test
  void sequenceNumbersCountFromOneAndGoOnAfterReopening() {
    write(List.of(line("a"), line("b")));
    write(List.of(line("c")));

    assertEquals(List.of(1L, 2L, 3L), sequences(0));
    assertEquals(List.of(3L), sequences(2));
    assertEquals(List.of(), sequences(3));
  }

  @Test
  void anAttemptAndWhatIsSaidAfterItsLossAreOneLog() {
    Lease lease = new Lease("copy-a", 1);
    try (RunLogs.Writer writer = logs().carryOut(ACCOUNT, RUN, lease)) {
      writer.append(line("a"));
      writer.append(line("b"));
    }
    try (RunLogs.Writer writer = logs().afterLoss(ACCOUNT, RUN, lease)) {
      writer.append(line("c"));
    }

    assertEquals(List.of(1L, 2L, 3L), sequences(0));
  }

  @Test
  void aFollowerIsWokenByTheNextEvent() {
    CompletableFuture<List<JournalEntry>> follower =
        CompletableFuture.supplyAsync(() -> logs().read(ACCOUNT, RUN, 1, Duration.ofMinutes(1)));

    write(List.of(line("a"), line("b")));

    assertEquals(2, follower.join().getFirst().sequence());
  }

  @Test
  void aStoredLogReadsLikeALiveOne() throws IOException {
    write(List.of(line("kept")));

    List<String> paths = new ArrayList<>();
    logs().store(ACCOUNT, RUN, paths::add);

    assertEquals(1, paths.size(), paths.toString());
    assertTrue(paths.getFirst().endsWith("accounts/1/runs/5/run.log"), paths.toString());
    assertEquals(List.of(1L), sequences(0));
    assertTrue(text().contains("kept"));
  }

  @Test
  void aLogThatIsStoredAgainIsStillThere() throws IOException {
    write(List.of(line("kept")));

    store();
    store();

    assertEquals(List.of(1L), sequences(0));
    assertTrue(text().contains("kept"));
  }

  @Test
  void aFollowerSeesEveryEventOnceWhileTheLogIsWrittenAndStored() {
    int events = 300;
    CompletableFuture<List<Long>> follower = CompletableFuture.supplyAsync(() -> followed(events));

    try (RunLogs.Writer writer = logs().open(ACCOUNT, RUN)) {
      for (int i = 0; i < events; i++) {
        writer.append(line("line " + i));
        if (i == events / 2) {
          store();
        }
      }
    }
    store();

    assertEquals(LongStream.rangeClosed(1, events).boxed().toList(), follower.join());
  }

  @Test
  void theTextCanBeReadFromAnyPlace() throws IOException {
    write(List.of(line("first"), line("second")));
    byte[] whole = text().getBytes(StandardCharsets.UTF_8);

    for (boolean stored : List.of(false, true)) {
      if (stored) {
        store();
      }
      StoredFile text = logs().text(ACCOUNT, RUN).orElseThrow();
      assertEquals(whole.length, text.bytes());
      try (InputStream end = text.from().apply(whole.length - 7)) {
        assertEquals("second\n", new String(end.readAllBytes(), StandardCharsets.UTF_8));
      }
      try (InputStream behind = text.from().apply(whole.length)) {
        assertEquals(0, behind.readAllBytes().length);
      }
    }
  }

  @Test
  void aFollowerOfAnotherRunIsNotHeldUp() {
    write(List.of(line("a")));
    CompletableFuture<List<JournalEntry>> waiting =
        CompletableFuture.supplyAsync(() -> logs().read(ACCOUNT, RUN, 1, Duration.ofMinutes(1)));

    try (RunLogs.Writer other = logs().open(ACCOUNT, new RunId(6))) {
      other.append(line("b"));
    }

    assertEquals(1, logs().read(ACCOUNT, new RunId(6), 0, Duration.ZERO).size());
    write(List.of(line("c")));
    assertEquals(2, waiting.join().getFirst().sequence());
  }

  @Test
  void whoWaitsInVainGetsNothing() {
    assertEquals(List.of(), logs().read(ACCOUNT, RUN, 0, Duration.ofMillis(20)));
    assertTrue(logs().text(ACCOUNT, RUN).isEmpty());
  }

  @Test
  void anotherAccountReadsNothing() {
    write(List.of(line("ours")));

    assertEquals(List.of(), logs().read(new AccountId(2), RUN, 0, Duration.ZERO));
    assertTrue(logs().text(new AccountId(2), RUN).isEmpty());
  }

  protected final void store() {
    logs().store(ACCOUNT, RUN, _ -> { });
  }

  protected final void write(List<JournalEvent> events) {
    try (RunLogs.Writer writer = logs().open(ACCOUNT, RUN)) {
      events.forEach(writer::append);
    }
  }

  protected final String text() throws IOException {
    try (InputStream text = logs().text(ACCOUNT, RUN).orElseThrow().from().apply(0)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  protected static LogLine line(String text) {
    return new LogLine(AT, LogLevel.INFO, text, Optional.empty());
  }

  /** As {@code FollowRun} does: who has heard nothing looks whether all is over by now, and where it is then. */
  private List<Long> followed(int events) {
    List<Long> seen = new ArrayList<>();
    for (int looks = 0; seen.size() < events; looks++) {
      long after = seen.isEmpty() ? 0 : seen.getLast();
      List<JournalEntry> news = logs().read(ACCOUNT, RUN, after, Duration.ofSeconds(1));
      List<JournalEntry> entries = news.isEmpty() ? logs().read(ACCOUNT, RUN, after, Duration.ZERO) : news;
      assertTrue(looks < events + 60, "no event after " + after);
      entries.forEach(entry -> seen.add(entry.sequence()));
    }
    return seen;
  }

  private List<Long> sequences(long after) {
    return logs().read(ACCOUNT, RUN, after, Duration.ZERO).stream().map(JournalEntry::sequence).toList();
  }
}
