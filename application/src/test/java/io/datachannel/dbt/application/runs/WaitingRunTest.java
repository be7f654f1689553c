package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.runs.RunFixture.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.application.journal.JournalEntry;
import io.datachannel.dbt.application.journal.JournalEvent;
import io.datachannel.dbt.application.runs.RunFixture.UnderWay;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that would write the same relation at once. */
class WaitingRunTest {
  private RunFixture fixture;
  private UnderWay writing;

  @BeforeEach
  void aRunThatWritesOrdersAndItems(@TempDir Path folder) {
    fixture = new RunFixture(folder);
    fixture.theLastRefreshFound("orders", "items");
    writing = fixture.underWay();
  }

  private void end() {
    fixture.cancelRun().cancel(CALLER.account(), writing.id());
    writing.done().join();
  }

  @Test
  void theLaterOneGoesBackIntoTheQueueAndSaysForWhat() {
    RunId later = fixture.queued(fixture.selecting("orders"));

    RunRecord run = fixture.ran(later);

    assertEquals(RunStatus.QUEUED, run.run().state().status());
    assertEquals(Optional.of(new QueuePlace.Wait(writing.id(), "warehouse.analytics.orders")), run.place().waitsFor());
    assertEquals(Optional.empty(), fixture.claimed());
    assertTrue(lines(later).contains("Waits for run " + writing.id().value() + ", which comes first in writing warehouse.analytics.orders."),
        () -> lines(later).toString());
    assertEquals(1, builds());
    end();
  }

  @Test
  void itIsCarriedOutWhenTheOtherOneHasEnded() {
    RunId later = fixture.queued(fixture.selecting("orders"));
    fixture.ran(later);

    end();
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("orders"));
    RunRecord run = fixture.ran(later);

    assertEquals(RunStatus.SUCCESSFUL, run.run().state().status());
    assertEquals(Optional.empty(), run.place().waitsFor());
    assertEquals(2, builds());
  }

  @Test
  void whatTheOtherOneDoesNotWriteIsNotWaitedFor() {
    fixture.theLastRefreshFound("orders", "items", "customers");
    RunId beside = fixture.queued(fixture.selecting("customers"));
    fixture.dbt.on("build", new DbtEnd.Completed(), Nodes.success("customers"));

    assertEquals(RunStatus.SUCCESSFUL, fixture.ran(beside).run().state().status());
    end();
  }

  @Test
  void aWaitingRunThatIsCancelledEndsAtOnce() {
    RunId later = fixture.queued();
    fixture.ran(later);

    fixture.cancelRun().cancel(CALLER.account(), later);

    assertEquals(RunStatus.CANCELLED, fixture.run(later).run().state().status());
    end();
  }

  /** Its next attempt may be under way by then, and writes to the same journal. */
  @Test
  void itSaysSoBeforeItStoresItsFiles() {
    RunId later = fixture.queued(fixture.selecting("orders"));
    // Of another commit, so that this one is parsed.
    fixture.theLastRefreshFound("orders", "items");
    fixture.dbt.doing("parse", WaitingRunTest::writeManifest);
    List<JournalEvent> told = new ArrayList<>();
    fixture.artifacts.whenStoring(() -> told.addAll(events(later)));

    fixture.ran(later, "orders");

    assertTrue(told.getLast() instanceof JournalEvent.StatusChanged changed && changed.status() == RunStatus.QUEUED, told::toString);
    assertEquals(told, events(later));
    end();
  }

  private static void writeManifest(DbtRequest request) {
    try {
      Path target = Path.of(request.arguments().get(request.arguments().indexOf("--target-path") + 1));
      Files.writeString(Files.createDirectories(target).resolve("manifest.json"), "{}");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private long builds() {
    return fixture.dbt.requests().stream().filter(request -> request.arguments().getFirst().equals("build")).count();
  }

  private List<String> lines(RunId run) {
    return events(run).stream().filter(JournalEvent.LogLine.class::isInstance).map(event -> ((JournalEvent.LogLine) event).text()).toList();
  }

  private List<JournalEvent> events(RunId run) {
    return fixture.logs.read(CALLER.account(), run, 0, Duration.ZERO).stream().map(JournalEntry::event).toList();
  }
}
