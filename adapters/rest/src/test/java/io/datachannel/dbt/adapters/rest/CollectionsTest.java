package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections of models, over HTTP. */
class CollectionsTest {
  private final Client client = new Client();
  private final long project = client.project();
  private final String all = "projects/" + project + "/collections";

  private void theLastRefreshFound(String... names) {
    client.rows.models.replace(new ProjectId((int) project), new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("unused")),
        Arrays.stream(names).map(name -> ModelBuilder.aModel(name).build()).toList());
  }

  private Client.Answer add(String models) {
    return client.post(all, "{\"name\": \"marts\", \"models\": " + models + "}");
  }

  private String one(Client.Answer answer) {
    return all + "/" + answer.json().getInt("id");
  }

  private static List<String> models(Client.Answer answer) {
    return answer.json().getJsonArray("models").getValuesAs(JsonString::getString);
  }

  @Test
  void modelsAreNamedAndShownByUniqueId() {
    theLastRefreshFound("orders", "customers");
    Client.Answer added = add("[\"orders\", \"model.shop.customers\", \"orders\"]");

    assertEquals(201, added.status(), added::body);
    assertEquals("\"1\"", added.header("ETag"));
    assertEquals("/api/v1/" + one(added), added.header("Location").replaceAll("^http://[^/]*", ""));
    assertEquals(List.of("model.shop.customers", "model.shop.orders"), models(added));
    assertFalse(added.json().containsKey("warning"));
    assertEquals(added.json(), client.get(one(added)).json());
    assertEquals(List.of(added.json()), client.get(all).items());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "[\"orders\", \"refunds\"] | 400 MODEL_UNKNOWN models", "[] | 400 FIELD_INVALID models", "[1] | 400 FIELD_INVALID models",
      "null | 400 FIELD_MISSING models", "[\"\"] | 400 FIELD_MISSING models"})
  void whatIsNoModelOfTheProjectIsRefused(String models, String problem) {
    theLastRefreshFound("orders");

    assertEquals(problem, add(models).problem());
  }

  @Test
  void beforeTheFirstRefreshUniqueIdsAreTakenAlone() {
    assertEquals(201, add("[\"model.shop.orders\"]").status());
    assertEquals("400 MODEL_UNKNOWN models", add("[\"orders\"]").problem());
  }

  @Test
  void aChangeNamesTheRevisionAndIsInTheHistory() {
    theLastRefreshFound("orders", "customers");
    String path = one(add("[\"orders\"]"));
    assertEquals("428 PRECONDITION_REQUIRED", client.send(client.request(path).DELETE()).problem());
    assertEquals("412 PRECONDITION_FAILED", client.change("PATCH", path, "\"7\"", "{'name': 'x'}").problem());

    assertEquals(List.of("model.shop.customers"), models(client.change("PATCH", path, "\"1\"", "{'models': ['customers']}")));
    Client.Answer renamed = client.change("PUT", path, "\"2\"", "{'name': 'core', 'models': ['customers']}");
    assertEquals("core", renamed.json().getString("name"));
    assertEquals("\"3\"", renamed.header("ETag"));
    assertEquals(204, client.delete(path, "\"3\"").status());
    assertEquals("404 NOT_FOUND", client.get(path).problem());
    List<String> told = client.get("projects/" + project + "/history").items().stream()
        .map(row -> row.getString("property") + " " + row.getString("before", "-") + " " + row.getString("after", "-"))
        .map(line -> line.replaceAll("collections\\.[0-9]+\\.", "")).toList();
    assertEquals(List.of("models model.shop.customers -", "name core -", "name marts core", "models model.shop.orders model.shop.customers",
        "models - model.shop.orders", "name - marts"), told);
  }

  @Test
  void aModelThatARefreshDroppedIsNamedInAWarning() {
    theLastRefreshFound("orders", "customers");
    String path = one(add("[\"orders\", \"customers\"]"));
    client.rows.collections.refreshed(new ProjectId((int) project), Set.of("model.shop.orders"), Rows.NOW);

    Client.Answer seen = client.get(path);
    assertEquals(List.of("model.shop.orders"), models(seen));
    assertEquals("[{\"since\":\"2026-03-01T10:00:00Z\",\"uniqueId\":\"model.shop.customers\"}]",
        seen.json().getJsonArray("missing").toString());
    assertTrue(seen.json().getString("warning").contains("model.shop.customers"));
  }

  @Test
  void oneThatAScheduleIsSetOnStays() {
    theLastRefreshFound("orders");
    Client.Answer added = add("[\"orders\"]");
    Client.Answer schedule = client.post("projects/" + project + "/schedules", """
        {"target": {"kind": "COLLECTION", "collectionId": %d}, "cadence": {"kind": "DAILY", "time": "02:30"}}"""
        .formatted(added.json().getInt("id")));
    assertEquals(201, schedule.status(), schedule::body);

    Client.Answer refused = client.delete(one(added), "*");
    assertEquals("409 IN_USE", refused.problem());
    assertTrue(refused.detail().contains("schedule " + schedule.json().getInt("id")), refused::detail);
  }

  @Test
  void oneIsDeletedWithItsSchedulesWhereThatIsAskedFor() {
    theLastRefreshFound("orders");
    Client.Answer added = add("[\"orders\"]");
    int schedule = client.post("projects/" + project + "/schedules", """
        {"target": {"kind": "COLLECTION", "collectionId": %d}, "cadence": {"kind": "DAILY", "time": "02:30"}}"""
        .formatted(added.json().getInt("id"))).json().getInt("id");
    String path = one(added);

    assertEquals("409 IN_USE", client.delete(path + "?dryRun=true", "*").problem());
    assertEquals("400 FIELD_INVALID withSchedules", client.delete(path + "?withSchedules=perhaps", "*").problem());
    Client.Answer preview = client.delete(path + "?withSchedules=true&dryRun=true", "\"1\"");
    assertEquals(200, preview.status(), preview::body);
    JsonObject touched = preview.json().getJsonArray("schedules").getJsonObject(0);
    assertEquals(schedule + " DELETED", touched.getInt("scheduleId") + " " + touched.getString("effect"));
    assertTrue(preview.json().getJsonArray("models").getJsonObject(0).getBoolean("changes"));
    assertEquals("\"1\"", client.get(path).header("ETag"));

    assertEquals("412 PRECONDITION_FAILED", client.delete(path + "?withSchedules=true", "\"7\"").problem());
    assertEquals(204, client.delete(path + "?withSchedules=true", "\"1\"").status());
    assertEquals("404 NOT_FOUND", client.get(path).problem());
    assertEquals("404 NOT_FOUND", client.get("projects/" + project + "/schedules/" + schedule).problem());
  }

  @Test
  void aDryRunTellsWhoWouldGovernEachModelAndChangesNothing() {
    theLastRefreshFound("orders", "customers");
    Client.Answer added = add("[\"orders\"]");
    int schedule = client.post("projects/" + project + "/schedules", """
        {"target": {"kind": "COLLECTION", "collectionId": %d}, "cadence": {"kind": "DAILY", "time": "02:30"}}"""
        .formatted(added.json().getInt("id"))).json().getInt("id");

    Client.Answer preview = client.change("PATCH", one(added) + "?dryRun=true", "\"1\"", "{'models': ['customers']}");
    assertEquals(200, preview.status(), preview::body);
    List<String> models = preview.json().getJsonArray("models").getValuesAs(JsonObject.class).stream().map(row ->
        row.getString("uniqueId") + " " + row.getJsonObject("before").getInt("scheduleId", 0) + " "
            + row.getJsonObject("after").getInt("scheduleId", 0)).toList();
    assertEquals(List.of("model.shop.customers 0 " + schedule, "model.shop.orders " + schedule + " 0"), models);
    assertEquals("\"1\"", client.get(one(added)).header("ETag"));
  }

  @Test
  void anotherAccountFindsNothing() {
    String path = one(add("[\"model.shop.orders\"]"));

    assertEquals("404 NOT_FOUND", new Client().get(path).problem());
    assertEquals("404 NOT_FOUND", new Client().get(all).problem());
    assertEquals("404 NOT_FOUND", new Client().post(all, "{\"name\": \"x\", \"models\": [\"model.shop.orders\"]}").problem());
    assertEquals("404 NOT_FOUND", client.get("projects/" + client.project() + "/collections/" + path.replaceAll(".*/", "")).problem());
  }
}
