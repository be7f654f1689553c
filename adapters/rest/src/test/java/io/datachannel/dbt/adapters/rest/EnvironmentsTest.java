package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.application.environments.EnvironmentLock;
import io.datachannel.dbt.application.environments.LockedPackage;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.NodeTally;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.RunWarning;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
  private static final Lease LEASE = new Lease("copy", 1);
  private static final EnvironmentLock OLD = lock("1.7.1");
  private static final EnvironmentLock NEW = lock("1.9.1");

  private final Client client = new Client();
  private final long project = client.project();

  private static EnvironmentLock lock(String agate) {
    return new EnvironmentLock("3.12.1", List.of(new LockedPackage("agate", agate), new LockedPackage("dbt-core", "1.11.16")));
  }

  private RunId ranIn(EnvironmentLock lock, RunWarning... warnings) {
    RunId id = new RunId(client.post("projects/" + project + "/runs").json().getInt("id"));
    Run queued = client.rows.runs.lock(id).orElseThrow();
    client.rows.runs.move(queued, new RunState.Running(Rows.NOW, LEASE));
    client.rows.locks.keep(queued.account(), new Resolved(lock, ""));
    client.rows.ledger.recordEnvironment(id, LEASE, new PreparedEnvironment(
        new Environment(Path.of("python"), "f1n6e2", lock.digest(), false), "1.11.16", List.of(warnings)));
    return id;
  }

  private AccountId account() {
    return client.rows.projects.everywhere().stream().filter(one -> one.id().value() == project).findFirst().orElseThrow().account();
  }

  @Test
  void aRunTellsWhatItsEnvironmentHasThatTheLastSuccessfulOneHadNot() {
    RunId green = ranIn(OLD);
    client.rows.runs.move(client.rows.runs.lock(green).orElseThrow(), new RunState.Successful(Rows.NOW, new NodeTally(1, 0, 0, 0, 0)));
    RunId run = ranIn(NEW);

    JsonObject lock = client.get("runs/" + run.value()).json().getJsonObject("environmentLock");

    assertEquals(NEW.digest(), lock.getString("digest"));
    assertEquals(green.value(), lock.getInt("comparedWithRun"));
    assertEquals("[{\"before\":\"1.7.1\",\"name\":\"agate\",\"now\":\"1.9.1\"}]", lock.getJsonArray("changes").toString());
    JsonObject first = client.get("runs/" + green.value()).json().getJsonObject("environmentLock");
    assertFalse(first.containsKey("comparedWithRun") || first.containsKey("changes"), first::toString);
  }

  @Test
  void thePackagesOfARunCanBeListed() {
    RunId run = ranIn(NEW);

    JsonObject environment = client.get("runs/" + run.value() + "/environment").json();

    assertEquals(NEW.digest(), environment.getString("lock"));
    assertEquals("3.12.1", environment.getString("python"));
    assertEquals("[{\"name\":\"agate\",\"version\":\"1.9.1\"},{\"name\":\"dbt-core\",\"version\":\"1.11.16\"}]",
        environment.getJsonArray("packages").toString());
  }

  @Test
  void aRunWithoutAnEnvironmentHasNone() {
    int run = client.run();

    assertEquals("404 NOT_FOUND", client.get("runs/" + run + "/environment").problem());
    assertFalse(client.get("runs/" + run).json().containsKey("environmentLock"));
  }

  @Test
  void warningsOfARunHaveACode() {
    RunId run = ranIn(NEW, new RunWarning(RunWarning.Code.LAST_GOOD_ENVIRONMENT, "The index is down."));

    assertEquals("[{\"code\":\"LAST_GOOD_ENVIRONMENT\",\"message\":\"The index is down.\"}]",
        client.get("runs/" + run.value()).json().getJsonArray("warnings").toString());
    assertEquals("[]", client.get("runs/" + ranIn(NEW).value()).json().getJsonArray("warnings").toString());
    assertTrue(client.get("projects/" + project + "/runs").items().stream().noneMatch(one -> one.containsKey("warnings")));
  }

  @Test
  void anUpgradeIsARefreshAndItsFailureIsShown() {
    assertEquals("{}", client.get("projects/" + project + "/environment").json().toString());

    Client.Answer asked = client.post("projects/" + project + "/environment/upgrade");

    assertEquals(202, asked.status(), asked::body);
    assertTrue(asked.header("Location").endsWith("/projects/" + project + "/refreshes/" + asked.json().getInt("id")));
    assertEquals("{\"requestedAt\":\"2026-03-01T10:00:00Z\"}",
        client.get("projects/" + project + "/environment").json().getJsonObject("upgrade").toString());
    ProjectId id = new ProjectId((int) project);
    client.rows.locks.end(id, Rows.NOW, Rows.NOW.plusSeconds(9),
        Optional.of(Failure.of(FailureCode.ENVIRONMENT_UNRESOLVABLE, "They do not fit together.")));
    client.rows.locks.keep(account(), new Resolved(OLD, ""));
    client.rows.locks.use(account(), id, new Fingerprints("f", "k"), OLD.digest(), Rows.NOW);

    JsonObject environment = client.get("projects/" + project + "/environment").json();
    assertEquals("ENVIRONMENT_UNRESOLVABLE", environment.getJsonObject("upgrade").getJsonObject("failure").getString("code"));
    assertEquals(OLD.digest(), environment.getJsonObject("current").getString("lock"));
    assertEquals("2026-03-01T10:00:00Z", environment.getString("since"));
  }
}
