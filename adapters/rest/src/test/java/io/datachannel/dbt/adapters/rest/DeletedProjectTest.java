package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.account.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project that goes. */
class DeletedProjectTest {
  private final Client client = new Client();
  private final String project = "projects/" + client.project();
  private final int run = client.post(project + "/runs").json().getInt("id");

  @Test
  void itsRunsAreStoppedAndEverythingCanStillBeRead() {
    Client.Answer deleted = client.delete(project, "\"1\"");

    assertEquals("200 DELETED", deleted.status() + " " + deleted.json().getString("status"));
    assertEquals("CANCELLED", client.get("runs/" + run).json().getString("status"));
    assertEquals("DELETED", client.get(project).json().getString("status"));
    assertEquals(1, client.get(project + "/runs").items().size());
    assertEquals(List.of(), client.get("projects").items());
    assertEquals(200, client.delete(project, "*").status(), "once more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "refresh", "pause", "resume"})
  void nothingMoreIsDoneWithIt(String what) {
    client.delete(project, "*");

    assertEquals("409 PROJECT_NOT_ACTIVE", client.post(project + "/" + what).problem());
    assertEquals("409 PROJECT_NOT_ACTIVE", client.change("PATCH", project, "*", "{'name': 'x'}").problem());
  }

  @Test
  void noRunOfItIsReportedAnyMore() {
    Client reporter = client.reporter(Role.SERVICE);
    String body = "{\"projectId\": " + project.substring(project.indexOf('/') + 1) + "}";
    String waiting = "runs/" + reporter.post("runs", body).json().getInt("id");
    String underWay = "runs/" + reporter.post("runs", body.replace("}", ", \"status\": \"RUNNING\"}")).json().getInt("id");

    client.delete(project, "*");

    assertEquals("409 PROJECT_NOT_ACTIVE", reporter.post("runs", body).problem());
    assertEquals("409 RUN_STATUS_REFUSED", reporter.patch(waiting + "/status", "{\"status\": \"RUNNING\"}").problem());
    assertEquals(true, reporter.get(underWay).json().getBoolean("cancelRequested"));
    assertEquals(200, reporter.patch(underWay + "/status", "{\"status\": \"CANCELLED\"}").status(), "what was under way may end");
  }

  @Test
  void onlyAnAdminHasAllOfItTakenAway() {
    assertEquals("403 ROLE_INSUFFICIENT", client.as(Role.EDITOR).delete(project + "?purge=true", "*").problem());
    assertEquals("400 FIELD_INVALID purge", client.delete(project + "?purge=yes", "*").problem());
    assertEquals("ACTIVE", client.get(project).json().getString("status"));

    assertEquals(202, client.delete(project + "?purge=true", "*").status());
    assertEquals(1, client.rows.deleted.toPurge(5).stream().filter(found -> project.endsWith("/" + found.id().value())).count());
  }

  @Test
  void aPausedOneStillRunsByHand() {
    assertEquals("PAUSED", client.post(project + "/pause").json().getString("status"));
    assertEquals("\"2\"", client.post(project + "/pause").header("ETag"), "pausing a paused one changes nothing");
    assertEquals(201, client.post(project + "/runs").status());
    assertEquals("ACTIVE", client.post(project + "/resume").json().getString("status"));
  }
}
