package io.datachannel.dbt.application.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ProjectBuilder;
import io.datachannel.dbt.application.storage.StoredFile;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.NodeResult;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import io.datachannel.dbt.domain.selection.ModelSelection;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reporter's own words may hold what this service knows to be a secret: it builds on the same warehouse. */
@Tag("fault-36")
class ConcealedReportsTest {
  private static final String PASSWORD = "hunter2hunter2";
  private static final AccountId ACCOUNT = ReportingFixture.PIPELINE.account();

  private final ReportingFixture fixture = new ReportingFixture();
  private RunId run;

  @BeforeEach
  void aRunOfAProjectWithAPassword() {
    WarehouseId warehouse = fixture.warehouses.add(ACCOUNT, "db", WarehouseConnection.of(WarehouseType.POSTGRES, Map.of(
        "host", "db.example", "user", "loader", "password", PASSWORD, "dbname", "shop", "schema", "analytics")));
    ProjectId project = fixture.projects.add(ReportingFixture.PIPELINE, "00000000-0000-4000-8000-000000000002",
        ProjectBuilder.aProject().named("with a password").on(warehouse).definition());
    run = fixture.reportRun.report(ReportingFixture.PIPELINE, new RunReport(project, RunType.SCHEDULED, DbtCommand.RUN, new ModelSelection.AllModels(),
        new RunReport.Stage.Running(Optional.empty()), ReportingFixture.NO_FACTS, Optional.empty())).row().run().id();
  }

  @Test
  void errorsNodesAndTheEndAreKeptWithoutIt() {
    fixture.reportResults.error(ReportingFixture.PIPELINE, run, RunError.ofNode("model.shop.a",
        new Failure(FailureCode.MODEL_FAILED, "no " + PASSWORD, "aHVudGVyMmh1bnRlcjI= in the traceback")));
    fixture.reportResults.nodes(ReportingFixture.PIPELINE, run, List.of(new NodeResult("model.shop.b", "model", "b", "error",
        Optional.of(ReportingFixture.NOW), Duration.ofMillis(20), OptionalLong.empty(), "also " + PASSWORD, "")));
    fixture.end(run, RunStatus.FAILED, Optional.empty(), Optional.of(new Failure(FailureCode.RUNNER_CRASHED, "ended by " + PASSWORD, PASSWORD)));

    String kept = fixture.errors(run).toString() + fixture.ledger.nodes(ACCOUNT, run) + fixture.journal(run)
        + fixture.runs.find(ACCOUNT, run).orElseThrow();
    assertFalse(kept.contains("hunter2") || kept.contains("aHVudGVy"), kept);
    assertTrue(kept.contains("no ***") && kept.contains("also ***") && kept.contains("ended by ***"), kept);
  }

  @Test
  void itsLogIsKeptWithoutItAlsoAcrossTwoPieces() throws IOException {
    ReceiveLog receive = new ReceiveLog(fixture.runs, fixture.ledger,
        new ConcealingUploads(fixture.uploads, fixture.runs, fixture.secrets), fixture.work, fixture.journal, fixture.clock);

    receive.receive(ReportingFixture.PIPELINE, run, new SequenceInputStream(bytes("the key is hunter2"), bytes("hunter2, \u00e9")), 100);

    StoredFile log = fixture.logs.text(ACCOUNT, run).orElseThrow();
    assertEquals("the key is ***, \u00e9", new String(log.from().apply(0).readAllBytes(), StandardCharsets.UTF_8));
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
