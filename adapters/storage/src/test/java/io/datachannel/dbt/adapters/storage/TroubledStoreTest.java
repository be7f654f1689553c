package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.storage.s3.S3ObjectStorage;
import io.datachannel.dbt.adapters.storage.s3.S3Server;
import io.datachannel.dbt.adapters.storage.s3.TroubledWay;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs whose S3 is in trouble for two minutes. Time is the test's. */
class TroubledStoreTest {
  private static final AccountId ACCOUNT = new AccountId(1);
  private static final RunId RUN = new RunId(5);
  private static final WaitingFiles.OfRun OF = new WaitingFiles.OfRun(ACCOUNT, RUN);
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static S3Server server;

  @TempDir private Path folder;
  private TroubledWay way;
  private S3ObjectStorage store;
  private OnThisDisk copy;

  @BeforeAll
  static void startServer() {
    server = new S3Server();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aCopyThatHasSentTheBeginning() {
    way = new TroubledWay(server);
    store = way.storage();
    store.deleteBelow("accounts/");
    copy = new OnThisDisk(folder.resolve("copy"), store);
  }

  @AfterEach
  void close() {
    store.close();
    way.close();
  }

  static Stream<TroubledWay.Trouble> passing() {
    return Stream.of(new TroubledWay.Answered(503, "SlowDown"), new TroubledWay.Answered(500, "InternalError"), new TroubledWay.Silence(),
        new TroubledWay.Cut());
  }

  static Stream<TroubledWay.Trouble> refusing() {
    return Stream.of(new TroubledWay.Answered(400, "ExpiredToken"), new TroubledWay.Answered(403, "InvalidAccessKeyId"),
        new TroubledWay.Answered(403, "AccessDenied"), new TroubledWay.Answered(404, "NoSuchBucket"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  @Tag("fault-18")
  @Tag("fault-19")
  void aRunGoesOnAndEndsAndEverythingIsSentAfterwards(TroubledWay.Trouble trouble) throws IOException {
    outage(trouble);

    assertEquals("sent\nmissing\n", text());
    List<String> paths = new ArrayList<>();
    copy.files.waiting().send(OF, paths::add);
    assertEquals(List.of("s3://datachannel-logs/dbt/accounts/1/runs/5/run.log"), paths);
    assertEquals("sent\nmissing\n", text());
    assertTrue(store.size("accounts/1/runs/5/manifest.json").isPresent());
    assertEquals(List.of(), store.list("chunks/"));
    assertEquals(List.of(), copy.files.waiting().runs());
  }

  @ParameterizedTest
  @MethodSource("refusing")
  @Tag("fault-20")
  void aStoreThatRefusesIsNamedAndLeftAloneUntilItIsMended(TroubledWay.Trouble trouble) throws IOException {
    PortFailure told = outage(trouble);

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, told.code());
    assertTrue(told.getMessage().matches("The storage \\(bucket datachannel-logs\\) (says|refuses|does not permit|does not exist).*"), told.getMessage());
    copy.files.waiting().send(OF, _ -> { });
    assertEquals(List.of(), copy.files.waiting().runs());
  }

  @Test
  @Tag("fault-18")
  void aStoreThatIsGoneIsNoOther() throws IOException {
    Runnable restart = server.stop();
    PortFailure told = assertThrows(PortFailure.class, copy.storage::look);
    restart.run();

    assertTrue(told.getMessage().contains("does not answer"), told.getMessage());
    copy.later();
    copy.storage.look();
  }

  /** A run begins before the trouble, and ends in it; two minutes of beats go by, and readers come. @return what was told last */
  private PortFailure outage(TroubledWay.Trouble trouble) throws IOException {
    PortFailure told = null;
    try (RunLogs.Writer writer = copy.files.logs().carryOut(ACCOUNT, RUN, new Lease("copy", 1))) {
      writer.append(line("sent"));
      copy.clock.advance(ChunkKeeper.INTERVAL);
      copy.files.keepLogs().run();
      assertEquals(1, store.list("chunks/").size());
      way.is(trouble);
      way.requests();
      writer.append(line("missing"));
      told = aMinute();
      copy.files.artifacts().store(ACCOUNT, RUN, "manifest.json", Files.writeString(folder.resolve("manifest.json"), "{}"), Redactor.none());
      writer.append(new StatusChanged(AT, RunStatus.SUCCESSFUL));
    }
    copy.files.logs().store(ACCOUNT, RUN, path -> {
      throw new AssertionError(path + " cannot be there");
    });
    told = aMinute();
    // After 1, 2, 4, 8, 16 s, and then each 30 s. The client tries a call twice, as does the JDK below it, and looks
    // once more where a body was in the way.
    int requests = way.requests();
    assertTrue(requests <= 10 * 8, requests + " requests came");
    way.is(new TroubledWay.None());
    copy.later();
    return told;
  }

  private PortFailure aMinute() {
    copy.clock.advance(ChunkKeeper.INTERVAL);
    PortFailure told = null;
    for (int second = 0; second < 60; second++) {
      copy.clock.advance(Duration.ofSeconds(1));
      told = assertThrows(PortFailure.class, () -> {
        copy.files.keepLogs().run();
        copy.files.waiting().send(OF, _ -> { });
        copy.storage.look();
      });
    }
    return told;
  }

  private String text() throws IOException {
    try (InputStream text = copy.files.logs().text(ACCOUNT, RUN).orElseThrow().from().apply(0)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.contains("INFO"))
          .map(line -> line.replaceFirst(".*INFO +", "") + "\n").reduce("", String::concat);
    }
  }

  private static LogLine line(String text) {
    return new LogLine(AT, LogLevel.INFO, text, Optional.empty());
  }
}
