package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Command;
import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.Finish;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.domain.account.Role;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scripts of {@code examples/}, as a reader of the README would start them. */
class ExamplesSystemTest {
  private final RunningService service = RunningService.get();

  @Test
  void theFlowGoesFromAWarehouseToALog() {
    String output = ran("flow.sh", Role.ADMIN, Map.of(
        "REPOSITORY_URL", Repository.shop(service.samples(), service.fresh("examples")).url()));

    assertTrue(output.contains("model model.shop.orders"), output);
    assertTrue(output.contains("with 8 edges"), output);
    assertTrue(output.contains("SUCCEEDED"), output);
    assertTrue(output.contains("is SUCCESSFUL"), output);
  }

  /** With the dbt of the environment that the service made for the same project. */
  @Test
  void aPipelineThatRunsDbtItselfReportsAllOfIt() throws IOException {
    Repository repository = Repository.shop(service.samples(), service.fresh("examples"));
    int project = service.project(repository);
    assertEquals("SUCCESSFUL", service.api().refreshed(project).getString("state"));
    long pipeline = new Platform(service.data()).pipeline(1, service.duckDb());

    String output = ran("report.sh", Role.SERVICE, reporting(repository, project, "PIPELINE", Long.toString(pipeline)));

    int run = run(output);
    assertTrue(output.contains("is SUCCESSFUL"), output);
    JsonObject seen = service.api().get("runs/" + run).json();
    assertEquals(project, seen.getInt("projectId"));
    assertEquals(40, seen.getString("commit").length());
    assertTrue(service.api().items("runs/" + run + "/models").stream()
        .anyMatch(node -> node.getString("uniqueId").equals("model.shop.orders")), output);
    Finish.Finished again = finish("report.sh", Role.SERVICE, reporting(repository, project, "NAME", seen.getString("externalId")));
    assertTrue(again.output().contains("Run " + run + " of project " + project + " is SUCCESSFUL already"), again::output);
    String log = service.api().get("runs/" + run + "/log").body();
    assertTrue(log.contains("Completed successfully"), log);
  }

  @Test
  void aPipelineWhoseDbtDoesNotStartReportsWhy() throws IOException {
    Repository repository = Repository.shop(service.samples(), service.fresh("examples"));
    int project = service.project(repository);
    assertEquals("SUCCESSFUL", service.api().refreshed(project).getString("state"));
    repository.commit("models/broken.sql", "select * from {{ ref('nowhere') }}");

    Finish.Finished finished = finish("report.sh", Role.SERVICE, reporting(repository, project));

    assertEquals(new Exit.Exited(1), finished.exit(), finished::output);
    int run = run(finished.output());
    assertEquals("FAILED", service.api().get("runs/" + run).json().getString("status"));
    List<JsonObject> errors = service.api().items("runs/" + run + "/errors");
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().getString("message").contains("nowhere"), finished::output);
  }

  private Map<String, String> reporting(Repository repository, int project, String... more) throws IOException {
    Files.writeString(repository.folder().resolve("profiles.yml"), """
        shop:
          target: dev
          outputs:
            dev: {type: duckdb, path: '%s/reported.duckdb', threads: 2}
        """.formatted(repository.folder()));
    Map<String, String> variables = new HashMap<>(Map.of("PROJECT", Integer.toString(project),
        "PROJECT_DIR", repository.folder().toString(), "DBT", dbt().toString()));
    for (int at = 0; at < more.length; at += 2) {
      variables.put(more[at], more[at + 1]);
    }
    return variables;
  }

  private Path dbt() {
    return LiveFolder.below(service.data().resolve("environments"), 5).stream()
        .filter(file -> file.endsWith(Path.of("bin", "dbt")) && isForDuckDb(file.getParent().getParent())).findFirst().orElseThrow();
  }

  private static boolean isForDuckDb(Path environment) {
    try {
      return Files.readString(environment.resolve("requirements.txt")).contains("dbt-duckdb==");
    } catch (IOException beingBuilt) {
      return false;
    }
  }

  private static int run(String output) {
    Matcher matcher = Pattern.compile("Run ([0-9]+) of").matcher(output);
    assertTrue(matcher.find(), output);
    return Integer.parseInt(matcher.group(1));
  }

  private String ran(String script, Role role, Map<String, String> variables) {
    Finish.Finished finished = finish(script, role, variables);
    assertEquals(new Exit.Exited(0), finished.exit(), finished::output);
    return finished.output();
  }

  private Finish.Finished finish(String script, Role role, Map<String, String> variables) {
    Path file = Path.of("..", "examples", script).toAbsolutePath().normalize();
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("SERVICE", service.service().address().toString().replaceAll("/$", ""));
    environment.put("TOKEN", service.service().newToken("examples", role).reveal());
    try (Processes processes = new Processes(Programs.ofService())) {
      Finish finish = processes.run(
          new Command(List.of("bash", file.toString()), file.getParent(), environment), Duration.ofMinutes(3));
      return assertInstanceOf(Finish.Finished.class, finish);
    }
  }
}
