package io.datachannel.dbt.application.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.InMemoryDeletedProjects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Rejected;
import io.datachannel.dbt.domain.run.RunId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveLogTest {
  private static final byte[] LOG = {'l', 'o', 'g'};

  private final ReportingFixture fixture = new ReportingFixture();
  private final InMemoryDeletedProjects deleted = new InMemoryDeletedProjects(fixture.projects, fixture.runs);
  private final ReceiveLog receive =
      new ReceiveLog(fixture.runs, fixture.ledger, fixture.uploads, fixture.work, fixture.journal, fixture.clock);

  @Test
  void aLogIsRecordedWithItsRun() {
    RunId run = fixture.running();

    assertEquals(LOG.length, receive.receive(ReportingFixture.PIPELINE, run, new ByteArrayInputStream(LOG), 100).bytes());
    assertTrue(fixture.run(run).logPath().isPresent());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofARunThatIsPurgedWhileItsLogComesInNothingIsKept(boolean storageIsAway) {
    RunId run = fixture.running();
    fixture.uploads.theStorageIsAway(storageIsAway);

    assertThrows(NotFound.class,
        () -> receive.receive(ReportingFixture.PIPELINE, run, during(LOG, () -> deleted.deleteRuns(List.of(run))), 100));

    assertTrue(fixture.logs.text(ReportingFixture.PIPELINE.account(), run).isEmpty());
  }

  @Test
  void aLogThatWaitsForTheStorageIsNotTakenAway() {
    RunId run = fixture.running();
    fixture.uploads.theStorageIsAway(true);

    assertThrows(Rejected.class, () -> receive.receive(ReportingFixture.PIPELINE, run, new ByteArrayInputStream(LOG), 100));

    assertTrue(fixture.logs.text(ReportingFixture.PIPELINE.account(), run).isPresent());
  }

  /** These bytes, and something happens before their end. */
  private static InputStream during(byte[] bytes, Runnable event) {
    return new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
      @Override
      public int read() {
        event.run();
        return -1;
      }
    });
  }
}
