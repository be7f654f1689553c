package io.datachannel.dbt.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.journal.JournalEvent.StatusChanged;
import io.datachannel.dbt.application.journal.RunLogs;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.application.storage.ArtifactsContract;
import io.datachannel.dbt.application.storage.InMemoryObjectStorage;
import io.datachannel.dbt.application.storage.WaitingFiles;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalArtifactsTest extends ArtifactsContract {
  private static final WaitingFiles.OfRun OF = new WaitingFiles.OfRun(ACCOUNT, RUN);
  private final InMemoryObjectStorage storage = new InMemoryObjectStorage();

  @Override
  protected Artifacts artifacts() {
    return new OnThisDisk(folder, storage).files.artifacts();
  }

  /** With and without anything to take out: the ways differ. */
  @ParameterizedTest
  @ValueSource(strings = {"", "hunter22"})
  void aLinkThatDbtCodeLeftIsNotFollowed(String known) throws IOException {
    Redactor redactor = new Redactor(List.of(new Secret(known)));
    Path secret = Files.writeString(folder.resolve("keyset.json"), "of the service");
    Path link = Files.createSymbolicLink(folder.resolve("manifest.json"), secret);

    PortFailure failure = assertThrows(PortFailure.class, () -> artifacts().store(ACCOUNT, RUN, "manifest.json", link, redactor));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
    assertTrue(artifacts().find(ACCOUNT, RUN, "manifest.json").isEmpty());
  }

  @Test
  void aDiskThatCannotBeWrittenIsAStorageFailure() throws IOException {
    Files.createDirectories(folder.resolve("waiting"));
    Files.writeString(folder.resolve("waiting/accounts"), "a file where the folder should be");

    PortFailure failure = assertThrows(PortFailure.class, () -> artifacts().store(ACCOUNT, RUN, "manifest.json", file("{}"), Redactor.none()));

    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
  }

  /** Each line ends with the beginning of a secret, and every border of two blocks lies in one. */
  @Test
  @Tag("fault-36")
  void aLargeFileIsRedactedAcrossTheBordersOfItsBlocks() throws IOException {
    String secret = "correct horse battery \u00e4\u20ac staple ".repeat(20);
    String line = "\"" + secret + "correct horse\",\n";
    Path file = Files.writeString(folder.resolve("file"), "[\n" + line.repeat(2000) + "1]\n");

    artifacts().store(ACCOUNT, RUN, "manifest.json", file, new Redactor(List.of(new Secret(secret))));

    try (InputStream stored = artifacts().find(ACCOUNT, RUN, "manifest.json").orElseThrow().from().apply(0)) {
      assertEquals("[\n" + "\"***correct horse\",\n".repeat(2000) + "1]\n", new String(stored.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A hole takes no room in the folder of dbt, and would take it here. */
  @Test
  void whatIsTooLargeForAnArtifactIsGivenUpAndLeavesNothing() throws IOException {
    Path hole = folder.resolve("manifest.json");
    try (RandomAccessFile file = new RandomAccessFile(hole.toFile(), "rw")) {
      file.setLength(LocalArtifacts.MOST + 1);
    }
    Artifacts artifacts = artifacts();

    PortFailure failure = assertThrows(PortFailure.class, () -> artifacts.store(ACCOUNT, RUN, "manifest.json", hole, Redactor.none()));

    assertTrue(failure.getMessage().startsWith("manifest.json is given up: it is larger than 512 MB"), failure.getMessage());
    try (Stream<Path> left = Files.list(folder.resolve("waiting/incoming"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** A copy that was cut off has run dbt once more, and is back when another one has carried the run to its end. */
  @Test
  void theArtifactsOfTheAttemptThatCountsAreNotReplaced() throws IOException {
    OnThisDisk fenced = new OnThisDisk(folder.resolve("fenced"), storage);
    OnThisDisk other = new OnThisDisk(folder.resolve("other"), storage);
    keep(fenced, 1, "{\"attempt\": 1}", RunStatus.RUNNING);
    fenced.files.artifacts().store(ACCOUNT, RUN, "sources.json", file("{\"attempt\": 1}"), Redactor.none());
    keep(other, 2, "{\"attempt\": 2}", RunStatus.SUCCESSFUL);
    other.files.logs().store(ACCOUNT, RUN, _ -> { });

    sendWaiting(fenced, 2);

    assertEquals(List.of("{\"attempt\": 2}", "{\"attempt\": 2}"), List.of(manifestOf(fenced), manifestOf(other)));
    assertTrue(fenced.files.artifacts().find(ACCOUNT, RUN, "sources.json").isEmpty());
    assertEquals(List.of(), fenced.files.waiting().runs());
  }

  /** Its files had left their first place already, when the storage went away. */
  @Test
  void theFilesOfAnEarlierAttemptThatWaitForTheStorageDoNotCountEither() throws IOException {
    OnThisDisk fenced = new OnThisDisk(folder.resolve("fenced"), storage);
    keep(fenced, 1, "{\"attempt\": 1}", RunStatus.RUNNING);
    fenced.files.waiting().end(OF);

    sendWaiting(fenced, 2);

    assertEquals(List.of(), storage.list("accounts/"));
    assertEquals(List.of(), fenced.files.waiting().runs());
  }

  /** The next one ended before dbt had written anything. */
  @Test
  void theArtifactsOfAnEarlierAttemptOnTheSameCopyAreNotTheRuns() throws IOException {
    OnThisDisk copy = new OnThisDisk(folder.resolve("copy"), storage);
    keep(copy, 1, "{\"attempt\": 1}", RunStatus.QUEUED);
    try (RunLogs.Writer writer = copy.files.logs().carryOut(ACCOUNT, RUN, new Lease("copy", 2))) {
      writer.append(new StatusChanged(copy.clock.instant(), RunStatus.FAILED));
    }

    copy.files.logs().store(ACCOUNT, RUN, _ -> { });

    assertTrue(copy.files.artifacts().find(ACCOUNT, RUN, "manifest.json").isEmpty());
  }

  @Test
  void theArtifactsOfAnEarlierAttemptAreNotThoseOfOneThatWasLostElsewhere() throws IOException {
    OnThisDisk copy = new OnThisDisk(folder.resolve("copy"), storage);
    keep(copy, 1, "{\"attempt\": 1}", RunStatus.QUEUED);
    try (RunLogs.Writer writer = copy.files.logs().afterLoss(ACCOUNT, RUN, new Lease("other", 2))) {
      writer.append(new StatusChanged(copy.clock.instant(), RunStatus.FAILED));
    }

    sendWaiting(copy, 2);

    assertTrue(copy.files.artifacts().find(ACCOUNT, RUN, "manifest.json").isEmpty());
  }

  @Test
  void nothingIsSentOfARunWhoseJournalIsWritten() throws IOException {
    OnThisDisk copy = new OnThisDisk(folder.resolve("copy"), storage);
    keep(copy, 1, "{\"attempt\": 1}", RunStatus.RUNNING);
    try (RunLogs.Writer writer = copy.files.logs().open(ACCOUNT, RUN)) {
      assertFalse(copy.files.waiting().endCarriedOut(OF, 2));
      writer.append(new StatusChanged(copy.clock.instant(), RunStatus.SUCCESSFUL));
    }

    sendWaiting(copy, 1);

    assertEquals("{\"attempt\": 1}", manifestOf(copy));
  }

  private static void sendWaiting(OnThisDisk copy, long lastFencingNumber) {
    assertTrue(copy.files.waiting().endCarriedOut(OF, lastFencingNumber));
    copy.files.waiting().send(OF, _ -> { });
  }

  private static String manifestOf(OnThisDisk copy) throws IOException {
    try (InputStream stored = copy.files.artifacts().find(ACCOUNT, RUN, "manifest.json").orElseThrow().from().apply(0)) {
      return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void keep(OnThisDisk copy, long fence, String manifest, RunStatus last) throws IOException {
    try (RunLogs.Writer writer = copy.files.logs().carryOut(ACCOUNT, RUN, new Lease("copy", fence))) {
      copy.files.artifacts().store(ACCOUNT, RUN, "manifest.json", file(manifest), Redactor.none());
      writer.append(new StatusChanged(copy.clock.instant(), last));
    }
  }
}
