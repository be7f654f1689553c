package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.refresh.Refresh;
import io.datachannel.dbt.application.refresh.Refreshes.ClaimedRefresh;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.refresh.RefreshState;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefreshesTest {
  private final Client client = new Client();
  private final long project = client.project();

  @Test
  void aRefreshIsQueuedAndToldWhereToLook() {
    Client.Answer queued = client.post("projects/" + project + "/refresh");

    assertEquals(202, queued.status(), queued::body);
    String path = "projects/" + project + "/refreshes/" + queued.json().getInt("id");
    assertTrue(queued.header("Location").endsWith("/api/v1/" + path), queued.header("Location"));
    JsonObject job = client.get(path).json();
    assertEquals("QUEUED", job.getString("state"));
    assertEquals("2026-03-01T10:00:00Z", job.getString("requestedAt"));
    assertFalse(job.containsKey("finishedAt") || job.containsKey("failure") || job.containsKey("modelCount"), job::toString);
  }

  @Test
  void oneThatWaitsIsAnswerEnough() {
    int job = client.post("projects/" + project + "/refresh").json().getInt("id");

    assertEquals(job, client.post("projects/" + project + "/refresh").json().getInt("id"));
    assertEquals(job, client.post("projects/" + project + "/environment/upgrade").json().getInt("id"));
    finish(job, RefreshState.SUCCESSFUL, Optional.empty());
    assertNotEquals(job, client.post("projects/" + project + "/refresh").json().getInt("id"));
  }

  @Test
  void aFinishedOneTellsItsCommitAndHowManyModelsThereAre() {
    int job = client.post("projects/" + project + "/refresh", "{}").json().getInt("id");
    finish(job, RefreshState.SUCCESSFUL, Optional.empty());

    JsonObject finished = client.get("projects/" + project + "/refreshes/" + job).json();
    assertEquals("SUCCESSFUL", finished.getString("state"));
    assertEquals("COMPILE", finished.getString("step"));
    assertEquals("c0ffee", finished.getString("commit"));
    assertEquals(0, finished.getInt("modelCount"));
  }

  @Test
  void aFailedOneTellsWhy() {
    int job = client.post("projects/" + project + "/refresh").json().getInt("id");
    finish(job, RefreshState.FAILED, Optional.of(new Failure(FailureCode.BRANCH_NOT_FOUND, "No such branch.", "git's words")));

    JsonObject failed = client.get("projects/" + project + "/refreshes/" + job).json();
    assertEquals("{\"code\":\"BRANCH_NOT_FOUND\",\"detail\":\"git's words\",\"message\":\"No such branch.\"}",
        failed.getJsonObject("failure").toString());
    assertFalse(failed.containsKey("modelCount"));
  }

  @Test
  void aJobOfAnotherProjectIsNotFound() {
    int job = client.post("projects/" + project + "/refresh").json().getInt("id");

    assertEquals("404 NOT_FOUND", client.get("projects/" + client.project() + "/refreshes/" + job).problem());
  }

  /** Ends a job; those that other tests left in the queue are claimed on the way to it. */
  private void finish(int id, RefreshState state, Optional<Failure> failure) {
    ClaimedRefresh claimed = Stream.generate(() -> client.rows.refreshes.claim("test", Duration.ofMinutes(1)).orElseThrow())
        .filter(one -> one.refresh().id().value() == id).findFirst().orElseThrow();
    Refresh job = claimed.refresh();
    int rows = client.rows.refreshes.save(new Refresh(job.id(), job.account(), job.project(), state, "COMPILE",
        Optional.of("c0ffee"), failure, job.requestedAt(), Optional.of(Rows.NOW.plusSeconds(9))), claimed.lease());
    assertEquals(1, rows);
  }
}
