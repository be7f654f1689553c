package io.datachannel.dbt.application.runs;

import static io.datachannel.dbt.application.projects.ProjectBuilder.aProject;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.dbt.DbtProcess.DbtEnd;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.project.VariableName;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call of dbt for a project sees its environment variables. */
class VariablesOfRunsTest {
  private static final String KEY = "sesamsesam";

  @TempDir private Path folder;
  private RunFixture fixture;

  @BeforeEach
  void aProjectWithVariables() {
    fixture = new RunFixture(folder);
    fixture.theLastRefreshFound("orders");
    Project project = aProject().withId(fixture.project.value()).in(RunFixture.CALLER.account()).build();
    fixture.variables.put(project, VariableName.of("DBT_REGION"), new Secret("eu"));
    fixture.variables.put(project, VariableName.of("DBT_ENV_SECRET_KEY"), new Secret(KEY));
  }

  @Test
  void packagesParsingAndTheRunItselfAreGivenThem() {
    fixture.git.with("packages.yml", "packages: [{package: dbt-labs/dbt_utils, version: 1.3.0}]");

    fixture.ran(fixture.queued(), "orders");

    assertEquals(List.of("deps", "parse", "build"),
        fixture.dbt.requests().stream().map(request -> request.arguments().getFirst()).toList());
    for (DbtRequest request : fixture.dbt.requests()) {
      assertEquals(Map.of("DBT_REGION", "eu"), request.environment());
      assertEquals(KEY, request.secrets().get("DBT_ENV_SECRET_KEY").reveal());
      assertTrue(request.secrets().containsValue(new Secret(RunFixture.PASSWORD)), "the profile's own are there, too");
      assertFalse(request.toString().contains(KEY), request::toString);
    }
  }

  @Test
  void aListThatWasReadWithOtherVariablesIsReadAnew() {
    fixture.ran(fixture.queued());

    assertEquals("parse", fixture.dbt.requests().getFirst().arguments().getFirst());
  }

  @Test
  void aSecretOneIsInNoErrorAndNoLog() throws IOException {
    fixture.dbt.on("build", new DbtEnd.Failed(new Failure(FailureCode.MODEL_FAILED, "not with " + KEY, "at " + KEY)));

    RunId run = fixture.queued();
    fixture.ran(run, "orders");

    String log = new String(fixture.logs.text(RunFixture.CALLER.account(), run).orElseThrow().from().apply(0).readAllBytes(), StandardCharsets.UTF_8);
    String all = log + fixture.ledger.errors(RunFixture.CALLER.account(), run);
    assertTrue(all.contains("not with ***"), all);
    assertFalse(all.contains(KEY), all);
  }
}
