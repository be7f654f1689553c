package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.adapters.rest.Client.Answer;
import io.datachannel.dbt.domain.run.Lease;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunState;
import io.datachannel.dbt.domain.run.StepResult;
import io.datachannel.dbt.domain.run.StepState;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several calls of dbt in a project, a schedule and a run, over HTTP. */
class StepsTest {
  private static final String SEVERAL =
      "\"steps\": [{\"command\": \"seed\"}, {\"command\": \"run\", \"arguments\": [\"--empty\"], \"fullRefresh\": true}, "
          + "{\"command\": \"source freshness\"}]";
  private static final String SHOWN = "[{\"arguments\":[],\"command\":\"seed\",\"fullRefresh\":false},"
      + "{\"arguments\":[\"--empty\"],\"command\":\"run\",\"fullRefresh\":true},"
      + "{\"arguments\":[],\"command\":\"source freshness\",\"fullRefresh\":false}]";

  private final Client client = new Client();
  private final long project = client.project();

  private Answer patched(String json) {
    return client.change("PATCH", "projects/" + project, "*", json);
  }

  private Answer run(String json) {
    return client.post("projects/" + project + "/runs", json);
  }

  private static List<String> steps(JsonObject run) {
    return run.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .map(step -> step.getString("command") + " " + step.getJsonArray("arguments") + " " + step.getBoolean("fullRefresh")
            + " " + step.getString("state")).toList();
  }

  @Test
  void aRunShowsItsStepsAndTheFirstOneAsItsCommand() {
    JsonObject run = run("{" + SEVERAL + ", \"arguments\": [\"--fail-fast\"]}").json();

    assertEquals(List.of("seed [\"--fail-fast\"] false WAITING", "run [\"--fail-fast\",\"--empty\"] true WAITING",
        "source freshness [\"--fail-fast\"] false WAITING"), steps(run));
    assertEquals("seed", run.getString("command"));
    assertEquals(run, client.get("runs/" + run.getInt("id")).json());
    assertEquals(run.getJsonArray("steps"), client.get("runs").items().getFirst().getJsonArray("steps"));
    assertEquals(List.of("test [] false WAITING"), steps(run("{\"command\": \"test\"}").json()));
  }

  @Test
  void aRunThatGoesOnShowsHowFarItIs() {
    RunId id = new RunId(run("{" + SEVERAL + "}").json().getInt("id"));
    Run queued = client.rows.runs.lock(id).orElseThrow();
    client.rows.runs.move(queued, new RunState.Running(Rows.NOW, new Lease("copy", 1)));
    client.rows.runs.timelines().recordSteps(id, new Lease("copy", 1), List.of(
        new StepResult(StepState.SUCCEEDED, Optional.of(Rows.NOW), Optional.of(Duration.ofMillis(70))),
        new StepResult(StepState.RUNNING, Optional.of(Rows.NOW.plusSeconds(1)), Optional.empty())));

    JsonObject run = client.get("runs/" + id.value()).json();

    assertEquals("""
        [{"arguments":[],"command":"seed","fullRefresh":false,"startedAt":"2026-03-01T10:00:00Z","state":"SUCCEEDED","tookMs":70},\
        {"arguments":["--empty"],"command":"run","fullRefresh":true,"startedAt":"2026-03-01T10:00:01Z","state":"RUNNING"},\
        {"arguments":[],"command":"source freshness","fullRefresh":false,"state":"WAITING"}]""", run.getJsonArray("steps").toString());
  }

  @Test
  void aProjectHasStepsOrACommandAndAPatchOfOneTakesTheOtherAway() {
    JsonObject several = patched("{" + SEVERAL + "}").json();
    assertEquals(SHOWN, several.getJsonArray("steps").toString());
    assertFalse(several.containsKey("command"), several::toString);
    assertEquals(SHOWN, patched("{\"threads\": 7}").json().getJsonArray("steps").toString());
    assertEquals(3, run("{}").json().getJsonArray("steps").size());
    assertEquals(List.of("test [] false WAITING"), steps(run("{\"command\": \"test\"}").json()));

    JsonObject single = patched("{\"command\": \"run\"}").json();
    assertEquals("run", single.getString("command"));
    assertFalse(single.containsKey("steps"), single::toString);
    assertEquals("run", patched("{\"steps\": [{\"command\": \"run\"}]}").json().getString("command"));
    patched("{" + SEVERAL + "}");
    assertEquals("build", patched("{\"steps\": null}").json().getString("command"));
    assertEquals("steps", client.get("projects/" + project + "/history").items().stream().map(change -> change.getString("property"))
        .filter("steps"::equals).findFirst().orElseThrow());
  }

  @Test
  void aScheduleHasStepsInThePlaceOfTheProjects() {
    String schedule = "\"target\": {\"kind\": \"ALL_MODELS\"}, \"cadence\": {\"kind\": \"DAILY\", \"time\": \"10:30\"}";
    Answer set = client.post("projects/" + project + "/schedules", "{" + schedule + ", " + SEVERAL + "}");
    assertEquals(201, set.status(), set::body);
    assertEquals(SHOWN, set.json().getJsonArray("steps").toString());
    String path = "projects/" + project + "/schedules/" + set.json().getInt("id");

    assertEquals(SHOWN, client.change("PATCH", path, "*", "{\"threads\": 2}").json().getJsonArray("steps").toString());
    JsonObject single = client.change("PATCH", path, "*", "{\"command\": \"test\"}").json();
    assertEquals("test", single.getString("command"));
    assertFalse(single.containsKey("steps"), single::toString);
    assertEquals("400 ARGUMENT_CONFLICT steps[1].arguments", client.change("PATCH", path, "*",
        "{\"steps\": [{\"command\": \"seed\"}, {\"command\": \"run\", \"arguments\": [\"--select\", \"x\"]}]}").problem());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "'command': 'run', 'steps': [{'command': 'run'}]                                   | ARGUMENT_CONFLICT steps",
      "'steps': []                                                                       | FIELD_INVALID steps",
      "'steps': 'seed'                                                                   | FIELD_INVALID steps",
      "'steps': ['seed']                                                                 | FIELD_INVALID steps",
      "'steps': [{'command': 'seed'}, {}]                                                | FIELD_MISSING steps[1].command",
      "'steps': [{'command': 'deps'}]                                                    | FIELD_INVALID steps[0].command",
      "'steps': [{'command': 'run', 'models': ['a']}]                                    | FIELD_UNKNOWN steps[0].models",
      "'steps': [{'command': 'seed'}, {'command': 'test', 'fullRefresh': true}]          | FIELD_INVALID steps[1].fullRefresh",
      "'steps': [{'command': 'run', 'arguments': ['--target', 'x']}]                     | ARGUMENT_FORBIDDEN steps[0].arguments",
      "'steps': [{'command': 'run', 'arguments': ['--wild']}]                            | ARGUMENT_UNKNOWN steps[0].arguments",
      "'fullRefresh': true, 'steps': [{'command': 'test'}, {'command': 'snapshot'}]      | FIELD_INVALID steps[0].fullRefresh",
      "'vars': {'a': 1}, 'steps': [{'command': 'seed'}, {'command': 'run', 'arguments': ['--vars', 'x']}] | ARGUMENT_CONFLICT steps[1].arguments"})
  void aBadStepIsNamed(String members, String problem) {
    String json = "{" + members.replace('\'', '"') + "}";

    assertEquals("400 " + problem, run(json).problem());
    if (!members.contains("fullRefresh': true, 'steps")) {
      assertEquals("400 " + problem, patched(json).problem());
    }
  }

  @Test
  void moreThanTenStepsAreTooMany() {
    String steps = "{\"steps\": [" + "{\"command\": \"run\"}, ".repeat(10) + "{\"command\": \"run\"}]}";

    assertEquals("400 FIELD_INVALID steps", run(steps).problem());
  }
}
