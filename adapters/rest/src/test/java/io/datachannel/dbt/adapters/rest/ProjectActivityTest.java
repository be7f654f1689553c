package io.datachannel.dbt.adapters.rest;

import static io.datachannel.dbt.application.projects.ModelBuilder.aModel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.refresh.RefreshState;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectActivityTest {
  private static final Lease LEASE = new Lease("copy", 1);

  private final Client client = new Client();
  private final int project = (int) client.project();

  @Test
  void whatIsNotKnownIsLeftOut() {
    JsonObject nothing = Json.createObjectBuilder().add("projectId", project).add("lastRuns", Json.createArrayBuilder())
        .add("underWay", 0).build();

    assertEquals(List.of(nothing), client.get("projects/activity").items());
  }

  @Test
  void aProjectIsShownWithItsRunsItsScheduleAndItsModels() {
    int ended = endedRun();
    int waiting = client.post("projects/" + project + "/runs", "{\"command\": \"test\"}").json().getInt("id");
    int schedule = (int) client.schedule(project);
    client.rows.models.replace(new ProjectId(project), new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("manifest.json")),
        List.of(aModel("orders").build()));
    int refresh = failedRefresh();

    JsonObject shown = client.get("projects/activity").items().getFirst();

    String at = ",\"queuedAt\":\"2026-03-01T10:00:00Z\"";
    assertEquals(parsed("""
        {"lastRuns": [
           {"id": %d, "status": "QUEUED", "type": "MANUAL", "command": "test"%5$s},
           {"id": %d, "status": "SUCCESSFUL", "type": "MANUAL", "command": "build"%5$s,
            "startedAt": "2026-03-01T10:00:00Z", "finishedAt": "2026-03-01T10:00:00Z", "commit": "9fceb02d", "failedCount": 2}],
         "lastRefresh": {"id": %d, "state": "FAILED", "code": "PARSE_FAILED", "at": "2026-03-01T10:00:00Z"},
         "models": 1, "nextFiring": {"at": "2026-03-01T10:30:00Z", "scheduleId": %d}, "projectId": %6$d, "underWay": 1}
        """.formatted(waiting, ended, refresh, schedule, at, project)), shown);
  }

  @Test
  void theyComeInTheOrderOfTheProjectsPageByPage() {
    int second = (int) client.project();
    int third = (int) client.project();

    JsonObject first = client.get("projects/activity?limit=2").json();
    assertEquals(List.of(project, second), ids(first));
    assertEquals(client.get("projects?limit=2").json().getInt("next"), first.getInt("next"));

    JsonObject rest = client.get("projects/activity?limit=2&after=" + first.getInt("next")).json();
    assertEquals(List.of(third), ids(rest));
    assertFalse(rest.containsKey("next"));
  }

  @Test
  void aDeletedProjectIsNotShown() {
    client.delete("projects/" + project, "*");

    assertEquals(List.of(), client.get("projects/activity").items());
  }

  @Test
  void aPageOutOfBoundsIsRefused() {
    assertEquals("400 FIELD_INVALID limit", client.get("projects/activity?limit=201").problem());
    assertEquals("400 FIELD_INVALID after", client.get("projects/activity?after=x").problem());
  }

  private static List<Integer> ids(JsonObject page) {
    return page.getJsonArray("items").getValuesAs(JsonObject.class).stream().map(item -> item.getInt("projectId")).toList();
  }

  private static JsonObject parsed(String json) {
    return Json.createReader(new StringReader(json)).readObject();
  }

  private int endedRun() {
    RunId run = new RunId(client.post("projects/" + project + "/runs").json().getInt("id"));
    client.rows.runs.move(client.rows.runs.lock(run).orElseThrow(), new RunState.Running(Rows.NOW, LEASE));
    client.rows.ledger.recordCommit(run, LEASE, "9fceb02d");
    client.rows.runs.move(client.rows.runs.lock(run).orElseThrow(), new RunState.Successful(Rows.NOW, new NodeTally(3, 0, 2, 0, 0)));
    return run.value();
  }

  private int failedRefresh() {
    int id = client.post("projects/" + project + "/refresh").json().getInt("id");
    // Those of other tests wait, too.
    ClaimedRefresh claimed = Stream.generate(() -> client.rows.refreshes.claim("copy", Duration.ofHours(1)).orElseThrow())
        .filter(one -> one.refresh().id().value() == id).findFirst().orElseThrow();
    Refresh refresh = claimed.refresh();
    client.rows.refreshes.save(new Refresh(refresh.id(), refresh.account(), refresh.project(), RefreshState.FAILED, "PARSE", Optional.empty(),
        Optional.of(Failure.of(FailureCode.PARSE_FAILED, "Mend it.")), Rows.NOW, Optional.of(Rows.NOW)), claimed.lease());
    return id;
  }
}
