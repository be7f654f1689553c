package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.NodeStarted;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storage that is away for long: what waits for it has a bound on this disk. */
@Tag("fault-18")
class BoundedSpoolTest {
  private static final AccountId ACCOUNT = new AccountId(1);
  private static final RunId RUN = new RunId(5);
  private static final WaitingFiles.OfRun OF = new WaitingFiles.OfRun(ACCOUNT, RUN);
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final int BOUND = 400_000;

  @TempDir private Path folder;
  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();
  private OnThisDisk copy;

  @BeforeEach
  void theStorageIsAway() {
    copy = new OnThisDisk(folder.resolve("copy"), storage, 100_000_000, BOUND);
    storage.isAway(true);
    assertThrows(PortFailure.class, copy.storage::look);
  }

  @Test
  void whileTheStorageAnswersLongLogsCostNoArtifacts() {
    storage.isAway(false);
    copy.later();
    copy.storage.look();
    List<String> givenUp = new ArrayList<>();
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, BOUND / 8 * 7);

      store(RUN, "manifest.json", 1000);
      copy.files.waiting().makeRoom((_, name) -> givenUp.add(name));
    }

    assertEquals(List.of(), givenUp);
    assertTrue(copy.files.artifacts().find(ACCOUNT, RUN, "manifest.json").isPresent());
  }

  /** A storage may answer and take nothing, or slowly. */
  @Test
  void whileTheStorageAnswersArtifactsLeaveRoomForTheLinesOfAllRuns() throws IOException {
    storage.isAway(false);
    copy.later();
    copy.storage.look();
    store(new RunId(7), "manifest.json", BOUND / 2);

    PortFailure refused = assertThrows(PortFailure.class, () -> store(RUN, "manifest.json", BOUND / 2));
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, BOUND / 8);
      assertFalse(text().contains("log truncated"));
    }

    assertTrue(refused.getMessage().contains("is given up"), refused.getMessage());
  }

  @Test
  void artifactsAreGivenUpBeforeLinesAndTheirRunIsTold() throws IOException {
    store(RUN, "manifest.json", BOUND / 2);
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, BOUND / 3);
      assertFalse(text().contains("log truncated"));

      PortFailure refused = assertThrows(PortFailure.class, () -> store(RUN, "catalog.json", BOUND / 4));

      assertEquals(FailureCode.STORAGE_UNAVAILABLE, refused.code());
      assertTrue(refused.getMessage().contains("catalog.json (" + BOUND / 4 + " bytes) is given up"), refused.getMessage());
    }
    List<String> givenUp = new ArrayList<>();
    copy.files.waiting().makeRoom((run, name) -> givenUp.add(run.run().value() + " " + name));

    assertEquals(List.of("5 manifest.json"), givenUp);
    assertTrue(bytesHere() <= BOUND / 4 * 3, "too much is left");
  }

  /** It takes no room in the folder of dbt, and would take it here. */
  @Test
  void aHoleIsNotCopiedThroughTheRedactorBeyondTheBound() throws IOException {
    Path hole = folder.resolve("manifest.json");
    try (RandomAccessFile file = new RandomAccessFile(hole.toFile(), "rw")) {
      file.setLength(20L << 30);
    }

    PortFailure refused = assertThrows(PortFailure.class,
        () -> copy.files.artifacts().store(ACCOUNT, RUN, "manifest.json", hole, new Redactor(List.of(new Secret("hunter22")))));

    assertTrue(refused.getMessage().contains(" bytes) is given up"), refused.getMessage());
    assertEquals(0, bytesHere());
  }

  @Test
  void whatWasGivenUpIsSaidInTheLogThatWaitsBesideIt() throws IOException {
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, 1000);
      writer.append(new StatusChanged(AT, RunStatus.SUCCESSFUL));
    }
    store(RUN, "manifest.json", BOUND / 2);
    copy.files.logs().store(ACCOUNT, RUN, _ -> { });
    try (RunLogs.Writer writer = copy.files.logs().carryOut(ACCOUNT, new RunId(6), new Lease("copy", 1))) {
      lines(writer, BOUND / 3);
    }

    copy.files.waiting().makeRoom((_, _) -> { });

    assertTrue(text().contains("WARN manifest.json was given up"), "not told");
  }

  @Test
  void whatWasSentSinceItWasCountedIsNotToldAsGivenUp() {
    store(RUN, "manifest.json", 60_000);
    store(RUN, "catalog.json", 60_000);
    List<String> givenUp = new ArrayList<>();
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, 250_000);
    }

    copy.files.waiting().makeRoom((_, name) -> {
      givenUp.add(name);
      sendAllBut(name);
    });

    assertEquals(1, givenUp.size(), givenUp.toString());
  }

  private void sendAllBut(String name) {
    for (String other : List.of("manifest.json", "catalog.json")) {
      if (!other.equals(name)) {
        copy.folder.resolve("waiting/accounts/1/runs/5").resolve(other).toFile().delete();
      }
    }
  }

  @Test
  void linesAreLeftOutWhenThereIsNoRoomAndEverythingElseIsKept() throws IOException {
    int events = 200;
    try (RunLogs.Writer writer = carryOut()) {
      for (int i = 0; i < events; i++) {
        lines(writer, BOUND / 20);
        writer.append(new NodeStarted(AT, "model.shop.m" + i, "model", "m" + i));
      }
      writer.append(new StatusChanged(AT, RunStatus.SUCCESSFUL));
    }

    assertTrue(bytesHere() < BOUND * 1.2, bytesHere() + " bytes lie here");
    String text = text();
    assertEquals(1, text.split("log truncated: what waits for the storage has filled", -1).length - 1);
    assertTrue(text.lines().toList().reversed().get(1).matches(".*log truncated: [0-9]+ lines were left out here\\."), "no count");
    assertTrue(text.endsWith("STATUS SUCCESSFUL\n"));
    assertEquals(events, nodes());
  }

  @Test
  void whenTheStorageIsBackEverythingGoesOutAndLinesAreTakenAgain() throws IOException {
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, BOUND * 2);
      writer.append(new StatusChanged(AT, RunStatus.SUCCESSFUL));
    }
    copy.files.logs().store(ACCOUNT, RUN, _ -> { });
    PortFailure refused = assertThrows(PortFailure.class, () -> copy.files.uploads().receive(
        ACCOUNT, new RunId(9), new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)), 10));
    assertEquals(FailureCode.STORAGE_UNAVAILABLE, refused.code());
    RunLogs.Writer next = copy.files.logs().carryOut(ACCOUNT, new RunId(6), new Lease("copy", 1));
    lines(next, 1000);

    storage.isAway(false);
    copy.later();
    List<String> stored = new ArrayList<>();
    copy.files.waiting().send(OF, stored::add);
    lines(next, 1000);
    next.close();

    assertEquals(List.of("memory://accounts/1/runs/5/run.log"), stored);
    List<String> lines = textOf(new RunId(6)).lines().toList();
    assertTrue(lines.getFirst().contains("log truncated: what waits"), lines.getFirst());
    assertTrue(lines.get(1).contains("lines were left out here"), lines.get(1));
    assertTrue(lines.getLast().endsWith("x"), lines.getLast());
  }

  @Test
  void aJournalThatGrowsWhileTheStorageIsAwayIsSentWithoutAGapAfterwards() {
    try (RunLogs.Writer writer = carryOut()) {
      lines(writer, 5000);
      copy.clock.advance(ChunkKeeper.INTERVAL);
      assertThrows(PortFailure.class, () -> copy.files.keepLogs().run());
      lines(writer, 5000);
      storage.isAway(false);
      copy.later();
      copy.files.keepLogs().run();

      OnThisDisk other = new OnThisDisk(folder.resolve("other"), storage);
      assertEquals(copy.files.logs().read(ACCOUNT, RUN, 0, Duration.ZERO), other.files.logs().read(ACCOUNT, RUN, 0, Duration.ZERO));
    }
  }

  private RunLogs.Writer carryOut() {
    return copy.files.logs().carryOut(ACCOUNT, RUN, new Lease("copy", 1));
  }

  private static void lines(RunLogs.Writer writer, int bytes) {
    for (int written = 0; written < bytes; written += 1000) {
      writer.append(new LogLine(AT, LogLevel.INFO, "x".repeat(450), Optional.empty()));
    }
  }

  private void store(RunId run, String name, int bytes) {
    try {
      copy.files.artifacts().store(ACCOUNT, run, name, Files.writeString(folder.resolve(name), "x".repeat(bytes)), Redactor.none());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private long bytesHere() throws IOException {
    try (Stream<Path> files = Files.walk(copy.folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private long nodes() {
    long nodes = 0;
    long after = 0;
    for (List<JournalEntry> entries = copy.files.logs().read(ACCOUNT, RUN, after, Duration.ZERO); !entries.isEmpty();
        entries = copy.files.logs().read(ACCOUNT, RUN, after, Duration.ZERO)) {
      nodes += entries.stream().filter(entry -> entry.event() instanceof NodeStarted).count();
      after = entries.getLast().sequence();
    }
    return nodes;
  }

  private String text() throws IOException {
    return textOf(RUN);
  }

  private String textOf(RunId run) throws IOException {
    try (InputStream text = copy.files.logs().text(ACCOUNT, run).orElseThrow().from().apply(0)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
