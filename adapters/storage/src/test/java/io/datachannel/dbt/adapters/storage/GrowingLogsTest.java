package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a run that goes on, read by a copy of the service that does not carry it out; and what is left of it when its machine is gone. */
class GrowingLogsTest {
  private static final AccountId ACCOUNT = new AccountId(1);
  private static final RunId RUN = new RunId(5);
  private static final WaitingFiles.OfRun OF = new WaitingFiles.OfRun(ACCOUNT, RUN);
  private static final String CHUNKS = "chunks/accounts/1/runs/5/";
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir private Path folder;
  private final RememberingStorage storage = new RememberingStorage();
  private OnThisDisk here;
  private OnThisDisk other;

  @BeforeEach
  void twoCopies() {
    here = new OnThisDisk(folder.resolve("here"), storage);
    other = new OnThisDisk(folder.resolve("other"), storage);
  }

  @Test
  void ofARunThatIsOverBeforeTheFirstIntervalNothingIsSentButTheWhole() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("quick"));
      here.clock.advance(ChunkKeeper.INTERVAL.minusMillis(1));
      here.files.keepLogs().run();
      writer.append(ended());
    }
    store(here);
    here.files.keepLogs().run();

    assertEquals(List.of("accounts/1/runs/5/events.ndjson", "accounts/1/runs/5/run.log"), storage.puts());
    assertFalse(storage.wasListed(), "a first attempt without chunks need not look for any");
  }

  @Test
  @Tag("fault-18")
  void theChunksCountWithoutGapsTheLastIsFlaggedAndTogetherTheyAreTheJournal() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      for (int i = 0; i < 5; i++) {
        writer.append(line("größe " + i));
        interval(here);
      }
      writer.append(line("x".repeat(ChunkKeeper.MOST / 2)));
      writer.append(line("y".repeat(ChunkKeeper.MOST * 2)));
      here.files.keepLogs().run();
      writer.append(ended());
    }
    store(here);

    List<String> chunks = storage.puts().stream().filter(key -> key.startsWith(CHUNKS)).toList();
    for (int number = 0; number < chunks.size(); number++) {
      assertEquals(CHUNKS + "1/%08d".formatted(number) + (number == chunks.size() - 1 ? ".last" : ""), chunks.get(number));
    }
    StringBuilder together = new StringBuilder();
    chunks.forEach(key -> together.append(storage.put(key)));
    assertEquals(storage.put("accounts/1/runs/5/events.ndjson"), together.toString());
    assertEquals(List.of(), storage.list("chunks/"));
  }

  @Test
  void aChunkIsSentAsSoonAsThereIsEnoughForOne() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("x".repeat(ChunkKeeper.ENOUGH)));
      here.files.keepLogs().run();

      assertEquals(List.of(CHUNKS + "1/00000000"), storage.list("chunks/"));
    }
  }

  @Test
  void anotherCopyReadsTheLogOfARunThatGoesOn() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      writer.append(line("two"));
      interval(here);

      assertEquals(List.of("one", "two"), read(other, 0));
      assertEquals("12:00:00.123 INFO   one\n12:00:00.123 INFO   two\n", text(other));

      writer.append(line("three"));
      interval(here);
      other.clock.advance(WatchedRuns.BETWEEN_LOOKS);
      assertEquals(List.of("three"), read(other, 2));
      writer.append(ended());
    }
    store(here);
    other.clock.advance(WatchedRuns.BETWEEN_LOOKS);
    other.files.watchLogs().run();

    assertEquals(RunStatus.SUCCESSFUL, ((StatusChanged) other.files.logs().read(ACCOUNT, RUN, 3, Duration.ZERO).getFirst().event()).status());
    assertTrue(text(other).endsWith("STATUS SUCCESSFUL\n"), text(other));
  }

  @Test
  void whoHasJustReadTheBeginningIsGivenTheWholeAsSoonAsThatIsStored() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
      assertEquals(List.of("one"), read(other, 0));
      writer.append(ended());
    }
    store(here);

    assertTrue(text(other).endsWith("STATUS SUCCESSFUL\n"), text(other));
    assertEquals(2, other.files.logs().read(ACCOUNT, RUN, 1, Duration.ZERO).getFirst().sequence());
  }

  @Test
  void whoFollowsOnAnotherCopyIsWokenByWhatComes() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      CompletableFuture<List<JournalEntry>> follower =
          CompletableFuture.supplyAsync(() -> other.files.logs().read(ACCOUNT, RUN, 0, Duration.ofMinutes(1)));
      writer.append(line("one"));
      interval(here);
      while (!follower.isDone()) {
        other.clock.advance(WatchedRuns.BETWEEN_LOOKS);
        other.files.watchLogs().run();
      }

      assertEquals(1, follower.join().getFirst().sequence());
    }
  }

  @Test
  void aLogThatNoOneAsksForAnyMoreIsTakenAway() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
      read(other, 0);
      Path watched = other.folder.resolve("watched/accounts/1/runs/5");
      assertTrue(watched.toFile().exists());

      other.clock.advance(WatchedRuns.UNREAD.plusSeconds(1));
      other.files.watchLogs().run();

      assertFalse(watched.toFile().exists());
    }
  }

  @Test
  void whatIsLeftOfAnEarlierLookIsNotDoubled() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
      Path left = Files.createDirectories(other.folder.resolve("watched/accounts/1/runs/5/1"));
      Files.writeString(left.resolve("run.log"), "12:00:00.123 INFO   one\n");

      assertEquals("12:00:00.123 INFO   one\n", text(other));
    }
  }

  @Test
  void whenTheMachineIsGoneTheLogIsReadUpToWhereItWasSentAndSaysThatItEndsThere() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("before it was lost"));
      interval(here);
      writer.append(line("lost with it"));
    }
    OnThisDisk third = new OnThisDisk(folder.resolve("third"), storage);

    try (RunLogs.Writer writer = other.files.logs().afterLoss(ACCOUNT, RUN, new Lease("here", 1))) {
      writer.append(line("The log ends here."));
      writer.append(new StatusChanged(AT, RunStatus.FAILED));
    }
    assertEquals(List.of("before it was lost"), read(third, 0));
    end(other);

    String expected = "12:00:00.123 INFO   before it was lost\n12:00:00.123 INFO   The log ends here.\n2026-03-01 12:00:00.123 STATUS FAILED\n";
    assertEquals(expected, text(other));
    third.clock.advance(WatchedRuns.BETWEEN_LOOKS);
    third.files.watchLogs().run();
    assertEquals(expected, text(third));
    assertEquals(2, third.files.logs().read(ACCOUNT, RUN, 1, Duration.ZERO).size());
    assertEquals(List.of(), storage.list("chunks/"));
  }

  @Test
  void aStorageThatIsAwayWhenARunIsFoundLostDelaysItsLogAndLosesNothingOfIt() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("before it was lost"));
      interval(here);
    }
    storage.isAway(true);
    try (RunLogs.Writer writer = other.files.logs().afterLoss(ACCOUNT, RUN, new Lease("here", 1))) {
      writer.append(new StatusChanged(AT, RunStatus.FAILED));
    }
    assertThrows(PortFailure.class, () -> end(other));

    storage.isAway(false);
    other.later();
    other.start();
    end(other);

    assertTrue(text(other).startsWith("12:00:00.123 INFO   before it was lost\n"), text(other));
    assertEquals(2, other.files.logs().read(ACCOUNT, RUN, 0, Duration.ZERO).size());
  }

  @Test
  void ofTwoAttemptsTheNewerOneCountsAndLateChunksOfTheOtherDoNotMixIn() throws IOException {
    try (RunLogs.Writer lost = carryOut(here, 1); RunLogs.Writer next = carryOut(other, 2)) {
      lost.append(line("first attempt"));
      interval(here);
      OnThisDisk third = new OnThisDisk(folder.resolve("third"), storage);
      assertEquals(List.of("first attempt"), read(third, 0));

      next.append(line("second attempt"));
      interval(other);
      lost.append(line("late"));
      interval(here);
      third.clock.advance(WatchedRuns.BETWEEN_LOOKS);

      assertEquals(List.of("second attempt"), read(third, 0));
      assertEquals("12:00:00.123 INFO   second attempt\n", text(third));
      next.append(ended());
    }
    store(other);
    assertTrue(text(here).contains("second attempt"), text(here));
    here.files.waiting().endCarriedOut(OF, 2);
    here.files.waiting().send(OF, _ -> { });

    assertFalse(text(here).contains("late"), text(here));
    assertEquals(List.of(), storage.list("chunks/"));
  }

  @Test
  void theEndOfAnEarlierAttemptOfThisCopyDoesNotKeepTheNextOneFromBeingSent() {
    RunLogs.Writer earlier = carryOut(here, 1);
    try (RunLogs.Writer next = carryOut(here, 2)) {
      earlier.close();
      next.append(line("second attempt"));
      interval(here);

      assertEquals(List.of(CHUNKS + "2/00000000"), storage.list("chunks/"));
    }
  }

  @Test
  void whatThisCopyHasOfAnEarlierAttemptIsNotTakenForTheLogOfTheLostOne() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("first attempt, of which nothing was sent"));
    }
    try (RunLogs.Writer writer = carryOut(other, 2)) {
      writer.append(line("second attempt"));
      interval(other);
    }

    try (RunLogs.Writer writer = here.files.logs().afterLoss(ACCOUNT, RUN, new Lease("other", 2))) {
      writer.append(new StatusChanged(AT, RunStatus.FAILED));
    }
    end(here);

    assertEquals("12:00:00.123 INFO   second attempt\n2026-03-01 12:00:00.123 STATUS FAILED\n", text(here));
  }

  @Test
  void aCrashBetweenTheWholeLogAndTheEndOfItsChunksLeavesNone() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
      writer.append(ended());
    }
    assertThrows(IllegalStateException.class, () -> here.files.logs().store(ACCOUNT, RUN, _ -> {
      throw new IllegalStateException("killed");
    }));
    assertFalse(storage.list("chunks/").isEmpty());

    here.start();
    assertEquals(List.of(OF), here.files.waiting().runs());
    here.files.waiting().endCarriedOut(OF, 1);
    here.files.waiting().send(OF, _ -> { });

    assertEquals(List.of(), storage.list("chunks/"));
    assertEquals(List.of(), here.files.waiting().runs());
  }

  @Test
  void anyCopyMakesTheLogThatNoOneStores() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
    }
    assertEquals(List.of(OF), other.files.chunks().runs());

    assertTrue(other.files.chunks().makeLog(OF, line("It ends here.")));
    other.files.waiting().send(OF, _ -> { });

    assertEquals("12:00:00.123 INFO   one\n12:00:00.123 INFO   It ends here.\n", text(other));
    assertEquals(List.of(), other.files.chunks().runs());
    assertFalse(other.files.chunks().makeLog(OF, line("There is nothing.")));
  }

  @Test
  void aCopyThatComesBackWithTheWholeLogPutsItInThePlaceOfTheBeginning() throws IOException {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
      writer.append(ended());
    }
    other.files.chunks().makeLog(OF, line("It ends here, which is said in far more words than what was missing has."));
    other.files.waiting().send(OF, _ -> { });

    here.start();
    here.files.waiting().endCarriedOut(OF, 1);
    here.files.waiting().send(OF, _ -> { });

    assertEquals("12:00:00.123 INFO   one\n2026-03-01 12:00:00.123 STATUS SUCCESSFUL\n", text(other));
  }

  @Test
  void aDeletedRunHasNoChunks() {
    try (RunLogs.Writer writer = carryOut(here, 1)) {
      writer.append(line("one"));
      interval(here);
    }
    read(other, 0);

    other.files.stored().delete(ACCOUNT, RUN);

    assertEquals(List.of(), storage.list("chunks/"));
    assertTrue(other.files.logs().text(ACCOUNT, RUN).isEmpty());
  }

  private static RunLogs.Writer carryOut(OnThisDisk copy, long fence) {
    return copy.files.logs().carryOut(ACCOUNT, RUN, new Lease("someone", fence));
  }

  private static void interval(OnThisDisk copy) {
    copy.clock.advance(ChunkKeeper.INTERVAL);
    copy.files.keepLogs().run();
  }

  private static void store(OnThisDisk copy) {
    copy.files.logs().store(ACCOUNT, RUN, _ -> { });
  }

  private static void end(OnThisDisk copy) {
    copy.files.waiting().end(OF);
    copy.files.waiting().send(OF, _ -> { });
  }

  private static List<String> read(OnThisDisk copy, long after) {
    return copy.files.logs().read(ACCOUNT, RUN, after, Duration.ZERO).stream().map(entry -> ((LogLine) entry.event()).text()).toList();
  }

  private static String text(OnThisDisk copy) throws IOException {
    try (InputStream text = copy.files.logs().text(ACCOUNT, RUN).orElseThrow().from().apply(0)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static LogLine line(String text) {
    return new LogLine(AT, LogLevel.INFO, text, Optional.empty());
  }

  private static StatusChanged ended() {
    return new StatusChanged(AT, RunStatus.SUCCESSFUL);
  }
}
