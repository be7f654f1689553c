package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A project shows secrets in all ways that it has, and beside each a value that is none. The value is found wherever something is kept or
 * shown, the secrets are found nowhere. In the repository they stand in two pieces, so that it does not hold them itself.
 */
@Tag("fault-36")
class PlantedSecretsSystemTest {
  private static final PlantedValue KEY = new PlantedValue("pl4nt\"ed/s3cret+\u00e5");
  private static final PlantedValue TOKEN = new PlantedValue("ghp_0123456789abcdefgh");
  private static final PlantedValue PASSWORD = new PlantedValue("correct-horse.battery");
  private static final PlantedValue CONTROL = new PlantedValue("c0ntr\"ol/v4lue+\u00e5");

  private static final String[] PROJECT = {
      "dbt_project.yml", """
          name: planted
          version: '1.0'
          profile: any
          on-run-start: "{{ log('hook ' ~ plant(), info=True) }}"
          """,
      "macros/plant.sql", """
          {% macro plant() %}{{ return('pl4nt"ed' ~ '/s3cret+\u00e5 ghp_0123456' ~ '789abcdefgh ' ~ env_var('DBT_CONTROL')) }}{% endmacro %}
          """,
      "models/shown.sql", """
          {{ config(materialized='table') }}
          {{ log('logged ' ~ plant(), info=True) }} {{ print('printed ' ~ plant()) }} {% do exceptions.warn('warned ' ~ plant()) %}
          {% if execute and flags.WHICH == 'build' %}
          {{ log('queried ' ~ run_query("select '" ~ plant() ~ "' as shown").columns[0].values()[0], info=True) }}
          {% endif %}
          select '{{ plant() }}' as shown
          """,
      "models/schema.yml", """
          models:
            - name: shown
              description: >-
                described {{ 'pl4nt"ed' ~ '/s3cret+\u00e5' }} {{ env_var('DBT_CONTROL') }}
              config:
                meta:
                  note: >-
                    noted {{ 'pl4nt"ed' ~ '/s3cret+\u00e5' }} {{ env_var('DBT_CONTROL') }}
              columns:
                - name: shown
                  description: >-
                    column {{ 'pl4nt"ed' ~ '/s3cret+\u00e5' }} {{ env_var('DBT_CONTROL') }}
          """,
      "models/failing.sql", "{{ config(materialized='table') }} select cast('{{ plant() }}' as integer) as shown",
      "models/raising.sql", """
          {% if execute and flags.WHICH == 'build' %}{{ exceptions.raise_compiler_error('raised ' ~ plant()) }}{% endif %} select 1 as shown
          """,
      "models/speaking.py", """
          import base64, json, os, sys, urllib.parse

          def model(dbt, session):
              for key in (os.environ["DBT_ENV_SECRET_KEY"], os.environ["DBT_CONTROL"]):
                  for before in ("", "u", "uu", "user:"):
                      print(base64.b64encode((before + key).encode()).decode(), base64.urlsafe_b64encode((before + key).encode()).decode())
                  print(urllib.parse.quote(key), urllib.parse.quote_plus(key), key.encode().hex(), json.dumps(key), repr(key), ascii(key))
                  sys.stdout.write("in two ")
                  sys.stdout.write(key[:7])
                  sys.stdout.flush()
                  sys.stdout.write(key[7:] + "\\n")
                  for missing in range(len(key)):
                      sys.stdout.write("y" * (65536 - missing) + key + "\\n")
              if key:
                  raise Exception("raised " + repr({"key": os.environ["DBT_ENV_SECRET_KEY"], "control": os.environ["DBT_CONTROL"]}))
              return session.sql("select 1 as shown")
          """};

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final ServiceTables tables = new ServiceTables(service.data());

  @Test
  void whatAProjectShowsOfSecretsIsFoundNowhere() throws IOException {
    int credential = api.post("credentials", """
        {"name": "planted", "kind": "https-token", "token": "%s", "provider": "OTHER"}""".formatted(TOKEN.value())).id();
    Repository repository = Repository.of(service.samples(), service.fresh("planted"), PROJECT);
    int project = service.project(service.duckDb(), repository.url(), ", \"credentialId\": " + credential);
    set(project, "DBT_ENV_SECRET_KEY", KEY);
    set(project, "DBT_CONTROL", CONTROL);

    JsonObject refresh = api.refreshed(project);
    assertEquals("SUCCESSFUL", refresh.getString("state"), refresh::toString);
    int run = service.run(project, "{\"command\": \"build\"}");
    assertEquals("PARTIAL SUCCESS", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());

    api.await("runs/" + run, seen -> seen.containsKey("logFilePath"));

    Map<String, String> answers = answers(project, run);
    answers.forEach((path, answer) -> Stream.of(KEY, TOKEN).forEach(secret -> assertEquals(List.of(), secret.in(answer), path)));
    answers.forEach((path, answer) -> assertTrue(!CONTROL.in(answer).isEmpty(), () -> "the control value is not in " + path + ": " + answer));
    assertTrue(CONTROL.in(answers.get("runs/" + run + "/log")).containsAll(CONTROL.asPythonPrintsIt()), "each way to print it reached the log");
    assertTrue(api.get("runs/" + run + "/artifacts/manifest.json").json().containsKey("nodes"), "it is JSON still");

    Map<String, List<String>> rows = tables.all();
    assertEquals(List.of(), Stream.of(KEY, TOKEN).flatMap(secret -> secret.inTables(rows).stream()).toList());
    assertTrue(CONTROL.inTables(rows).containsAll(List.of("dc_admin.configured_dbt_models", "dc_admin.dbt_project_details", "dc_logs.log_dbt_model_run")),
        () -> CONTROL.inTables(rows).toString());

    assertEquals(List.of(), Stream.concat(kept(KEY).stream(), kept(TOKEN).stream()).toList());
    List<String> storage = kept(CONTROL).stream().filter(file -> file.toString().contains("/runs/" + run + "/")).map(file -> file.getFileName().toString())
        .toList();
    assertTrue(storage.containsAll(List.of("run.log", "events.ndjson", "manifest.json", "run_results.json")), storage::toString);

    Stream.of(KEY, TOKEN).forEach(secret -> assertEquals(List.of(), secret.in(service.log().text())));
  }

  /** The driver names the host, which is the password here. */
  @Test
  void whatADriverSaysOfAPasswordIsFoundNowhere() throws IOException {
    int warehouse = api.post("warehouses", """
        {"name": "planted", "type": "postgres", "connection": {"host": "%s", "port": 5432, "user": "loader", "password": "%s",
         "dbname": "shop", "schema": "analytics"}}""".formatted(PASSWORD.value(), PASSWORD.value())).id();

    JsonObject tested = api.tested(warehouse);

    assertEquals("FAILED", tested.getString("state"), tested::toString);
    assertTrue(tested.toString().contains("***"), tested::toString);
    assertEquals(List.of(), PASSWORD.in(tested.toString()));
    assertEquals(List.of(), PASSWORD.in(service.log().text()));
  }

  private void set(int project, String name, PlantedValue value) {
    String body = Json.createObjectBuilder().add("value", value.value()).build().toString();
    Api.Answer answer = api.send("PUT", "projects/" + project + "/variables/" + name, "*", body);
    assertEquals(200, answer.status(), answer::body);
  }

  /** All that tells of what the run and the refresh did, by its path. */
  private Map<String, String> answers(int project, int run) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String path : List.of("runs/" + run + "/log", "runs/" + run + "/errors", "runs/" + run + "/models", "runs/" + run + "/artifacts/manifest.json",
        "runs/" + run + "/artifacts/run_results.json", "projects/" + project + "/models/model.planted.shown",
        "projects/" + project + "/models/model.planted.failing/runs")) {
      answers.put(path, api.get(path).body());
    }
    answers.put("events", String.join("\n", api.events(run, 0)));
    return answers;
  }

  /** But for what belongs to the user: the code as it was fetched, the warehouse, and what dbt has in its sandbox while it lives. */
  private List<Path> kept(PlantedValue value) throws IOException {
    return KeptFiles.holding(service.data(), value.looksAsBytes()).stream()
        .filter(file -> Stream.of("checkouts", "mirrors", "warehouses", "runner", "work").noneMatch(own -> file.startsWith(service.data().resolve(own))))
        .toList();
  }
}
