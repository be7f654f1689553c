package io.datachannel.dbt.adapters.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.schedules.FiringOutcome;
import io.datachannel.dbt.application.schedules.FiringRecord;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.schedule.ScheduleId;
import io.datachannel.dbt.domain.selection.ModelSelection;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules over HTTP. It is 2026-03-01T10:00:00Z, a Sunday. */
class SchedulesTest {
  private static final String ALL = "{\"kind\": \"ALL_MODELS\"}";
  private static final String ORDERS = "{\"kind\": \"MODELS\", \"models\": [\"orders\"]}";
  private static final String DAILY = "{\"kind\": \"DAILY\", \"time\": \"10:30\"}";

  private final Client client = new Client();
  private final long project = client.project();
  private final String all = "projects/" + project + "/schedules";

  @BeforeEach
  void theLastRefreshFoundOrdersAndCustomers() {
    client.rows.models.replace(new ProjectId((int) project), new ManifestStamp("of the test"), ModelCatalog.Manifest.at(Path.of("unused")),
        Stream.of("orders", "customers").map(name -> ModelBuilder.aModel(name).build()).toList());
  }

  private Client.Answer set(String target, String cadence, String more) {
    return client.post(all, "{\"target\": " + target + ", \"cadence\": " + cadence + more + "}");
  }

  private String one(Client.Answer answer) {
    return all + "/" + answer.json().getInt("id");
  }

  @Test
  void aScheduleIsShownWithItsWordsItsStateAndItsNextFirings() {
    Client.Answer set = set(ORDERS, DAILY, ", \"timeZone\": \"Asia/Kathmandu\"");

    assertEquals(201, set.status(), set::body);
    assertEquals("\"1\"", set.header("ETag"));
    JsonObject schedule = set.json();
    assertEquals("30 10 * * *", schedule.getString("cron"));
    assertEquals("each day at 10:30 (Asia/Kathmandu)", schedule.getString("words"));
    assertEquals("GOVERNING", schedule.getString("state"));
    assertEquals(1, schedule.getInt("models"));
    assertEquals("2026-03-02T04:45:00Z", schedule.getString("nextFiring"));
    assertEquals(5, schedule.getJsonArray("nextFirings").size());
    assertEquals("[\"model.shop.orders\"]", schedule.getJsonObject("target").getJsonArray("models").toString());
    assertEquals(schedule, client.get(one(set)).json());
    assertEquals(List.of(schedule), client.get(all).items());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"kind\": \"EVERY_HOURS\", \"every\": 6, \"startHour\": 1} | 0 1-23/6 * * *",
      "{\"kind\": \"CHOSEN_HOURS\", \"hours\": [9, 17], \"minute\": 5} | 5 9,17 * * *",
      "{\"kind\": \"WEEKLY\", \"weekDays\": [\"MONDAY\"], \"time\": \"00:00\"} | 0 0 * * 1",
      "{\"kind\": \"MONTHLY\", \"days\": [1, 15], \"time\": \"02:30\"} | 30 2 1,15 * *",
      "{\"kind\": \"CRON\", \"cron\": \"30 2 * * *\"} | 30 2 * * *",
      "{\"kind\": \"MONTHLY\", \"days\": [-1], \"months\": [2], \"time\": \"02:30\"} | none"})
  void everyKindOfCadenceIsTakenAndGivenBackInTheFormInWhichItCame(String cadence, String cron) {
    Client.Answer set = set(ALL, cadence, "");

    assertEquals(201, set.status(), set::body);
    assertEquals(cron, set.json().getString("cron", "none"));
    String same = set.json().getJsonObject("cadence").toString();
    assertEquals(200, client.change("PUT", one(set), "\"1\"", "{\"target\": " + ALL + ", \"cadence\": " + same + "}").status());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{} | {\"kind\": \"DAILY\", \"time\": \"10:30\"} | 400 FIELD_MISSING target.kind",
      "{\"kind\": \"SOME\"} | {\"kind\": \"DAILY\", \"time\": \"10:30\"} | 400 FIELD_INVALID target.kind",
      "{\"kind\": \"MODELS\", \"models\": [\"nothing\"]} | {\"kind\": \"DAILY\", \"time\": \"10:30\"} | 400 MODEL_UNKNOWN target.models",
      "{\"kind\": \"COLLECTION\", \"collectionId\": 999} | {\"kind\": \"DAILY\", \"time\": \"10:30\"} | 400 FIELD_INVALID target.collectionId",
      "{\"kind\": \"ALL_MODELS\", \"models\": [\"orders\"]} | {\"kind\": \"DAILY\", \"time\": \"10:30\"} | 400 FIELD_UNKNOWN target.models",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"DAILY\", \"time\": \"24:00\"} | 400 FIELD_INVALID cadence.time",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"DAILY\", \"every\": 3} | 400 FIELD_UNKNOWN cadence.every",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"EVERY_HOURS\", \"every\": 25} | 400 FIELD_INVALID cadence.every",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"MONTHLY\", \"days\": [31], \"months\": [2], \"time\": \"10:30\"} | 400 FIELD_INVALID cadence.days",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"WEEKLY\", \"weekDays\": [\"monday\"], \"time\": \"10:30\"} | 400 FIELD_INVALID cadence.weekDays",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"CRON\", \"cron\": \"every day\"} | 400 FIELD_INVALID cadence.cron",
      "{\"kind\": \"ALL_MODELS\"} | {\"kind\": \"AFTER_PIPELINES\", \"pipelines\": [999]} | 400 FIELD_INVALID cadence.pipelines",
      "{\"kind\": \"ALL_MODELS\"} | \"daily\" | 400 FIELD_INVALID cadence"})
  void aBadFieldIsNamedByItsPath(String target, String cadence, String problem) {
    assertEquals(problem, set(target, cadence, "").problem());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"timeZone\": \"Mars/Olympus\" | 400 FIELD_INVALID timeZone", "\"timeZone\": \"+02:00\" | 400 FIELD_INVALID timeZone",
      "\"clockChange\": {\"gap\": \"JUMP\"} | 400 FIELD_INVALID clockChange.gap", "\"graceSeconds\": -1 | 400 FIELD_INVALID graceSeconds",
      "\"arguments\": [\"--select\", \"x\"] | 400 ARGUMENT_CONFLICT arguments", "\"fullRefresh\": 1 | 400 FIELD_INVALID fullRefresh",
      "\"command\": \"test\", \"fullRefresh\": true | 400 FIELD_INVALID fullRefresh", "\"afterLoss\": \"CRY\" | 400 FIELD_INVALID afterLoss",
      "\"every\": 3 | 400 FIELD_UNKNOWN every"})
  void soIsOneOfTheWork(String more, String problem) {
    assertEquals(problem, set(ALL, DAILY, ", " + more).problem());
  }

  @Test
  void varsAreBounded() {
    assertEquals(201, set(ALL, DAILY, ", \"vars\": {\"a\":\"" + "x".repeat(32_760) + "\"}").status());
    assertEquals("400 FIELD_INVALID vars", set(ALL, DAILY, ", \"vars\": {\"a\":\"" + "x".repeat(32_761) + "\"}").problem());
    assertEquals("400 FIELD_INVALID vars", client.post("projects", "{\"name\": \"p\", \"warehouseId\": " + client.warehouse()
        + ", \"repositoryUrl\": \"https://git.example/a/b\", \"branch\": \"main\", \"vars\": {\"a\":\"" + "x".repeat(32_761) + "\"}}").problem());
  }

  @Test
  void theSameTargetIsReplacedAndADryRunTellsWithoutDoing() {
    Client.Answer single = set(ORDERS, DAILY, "");
    Client.Answer preview = client.post(all + "?dryRun=true", "{\"target\": " + ALL + ", \"cadence\": " + DAILY + "}");
    assertEquals(200, preview.status(), preview::body);
    JsonObject orders = preview.json().getJsonArray("models").getJsonObject(1);
    assertEquals(single.json().getInt("id"), orders.getJsonObject("before").getInt("scheduleId"));
    assertTrue(orders.getJsonObject("after").getBoolean("governed"));
    assertFalse(orders.getJsonObject("after").containsKey("scheduleId"), "the new one has no id yet");
    assertEquals(5, preview.json().getJsonArray("schedules").getJsonObject(0).getJsonArray("nextFirings").size());
    assertEquals(1, client.get(all).items().size());

    set(ALL, DAILY, "");
    assertEquals("OVERRIDDEN", client.get(one(single)).json().getString("state"));
    Client.Answer again = set(ORDERS, "{\"kind\": \"EVERY_HOURS\", \"every\": 2}", "");
    assertEquals(200, again.status(), again::body);
    assertEquals(single.json().getInt("id"), again.json().getInt("id"));
    assertEquals("400 FIELD_INVALID dryRun",
        client.post(all + "?dryRun=perhaps", "{\"target\": " + ALL + ", \"cadence\": " + DAILY + "}").problem());
  }

  @Test
  void whoGovernsEachModelIsListed() {
    set(ALL, DAILY, "");
    Client.Answer single = set(ORDERS, DAILY, "");
    client.post(one(single) + "/pause");

    List<String> lines = client.get(all + "/governance").items().stream().map(row ->
        row.getString("uniqueId") + " " + row.getInt("scheduleId") + " " + row.getString("nextFiring", "-")).toList();
    assertEquals("model.shop.orders " + single.json().getInt("id") + " -", lines.getLast());
    assertTrue(lines.getFirst().startsWith("model.shop.customers ") && lines.getFirst().endsWith("2026-03-01T10:30:00Z"), lines::toString);
  }

  @Test
  void aPatchKeepsWhatItDoesNotNameAndAnotherKindTakesThePlaceOfAll() {
    String path = one(set(ORDERS, DAILY, ", \"threads\": 3, \"graceSeconds\": 60"));
    assertEquals("412 PRECONDITION_FAILED", client.change("PATCH", path, "\"9\"", "{'threads': 4}").problem());
    Client.Answer changed = client.change(
        "PATCH", path, "\"1\"", "{'cadence': {'kind': 'CRON', 'cron': '15 4 * * *'}, 'graceSeconds': null}");

    assertEquals(200, changed.status(), changed::body);
    assertEquals("15 4 * * *", changed.json().getString("cron"));
    assertEquals(3, changed.json().getInt("threads"));
    assertFalse(changed.json().containsKey("graceSeconds"));
    assertEquals("10:45", client.change("PATCH", path, "\"2\"", "{'cadence': {'kind': 'DAILY', 'time': '10:45'}}").json()
        .getJsonObject("cadence").getString("time"));
    assertEquals("11:45", client.change("PATCH", path, "*", "{'cadence': {'time': '11:45'}}").json()
        .getJsonObject("cadence").getString("time"));
    set(ALL, DAILY, "");
    assertEquals("409 IN_USE", client.change("PATCH", path, "*", "{'target': {'kind': 'ALL_MODELS'}}").problem());
  }

  @Test
  void aPausedScheduleHasNoNextFiringAndADeletedOneIsGone() {
    String path = one(set(ALL, DAILY, ""));
    Client.Answer paused = client.post(path + "/pause");
    assertTrue(paused.json().getBoolean("paused"));
    assertFalse(paused.json().containsKey("nextFiring"));
    assertEquals("2026-03-01T10:30:00Z", client.post(path + "/resume").json().getString("nextFiring"));

    assertEquals(200, client.send(client.request(path + "?dryRun=true").header("If-Match", "*").DELETE()).status());
    assertEquals(204, client.delete(path, "\"3\"").status());
    assertEquals("404 NOT_FOUND", client.get(path).problem());
  }

  @Test
  void takingOutOfACollectionsScheduleLeavesItOnAPart() {
    long collection = client.collection(project);
    String path = one(set("{\"kind\": \"COLLECTION\", \"collectionId\": " + collection + "}", DAILY, ""));
    Client.Answer part = client.post(path + "/take-out", "{\"models\": [\"orders\"]}");

    assertEquals("PART_OF_COLLECTION", part.json().getJsonObject("target").getString("kind"), part::body);
    assertEquals("[\"model.shop.orders\"]", part.json().getJsonObject("target").getJsonArray("without").toString());
    assertEquals("400 FIELD_INVALID model", client.post(path + "/take-out", "{\"models\": [\"orders\"]}").problem());
  }

  @Test
  void theFiringsAreListedByScheduleAndByRun() {
    int id = set(ALL, DAILY, "").json().getInt("id");
    int run = client.post("projects/" + project + "/runs", "{}").json().getInt("id");
    client.rows.firings.add(new FiringRecord(0, client.account(), new ProjectId((int) project), new ScheduleId(id), Rows.NOW,
        Rows.NOW.plusMillis(5), new FiringOutcome.Queued(new RunId(run), new ModelSelection.AllModels(), false), Map.of("target", "all models"),
        Optional.empty()));
    client.rows.firings.add(new FiringRecord(0, client.account(), new ProjectId((int) project), new ScheduleId(id), Rows.NOW.plusSeconds(60),
        Rows.NOW.plusSeconds(61), new FiringOutcome.Skipped("too late"), Map.of(), Optional.empty()));

    List<JsonObject> firings = client.get(all + "/" + id + "/firings").items();
    assertEquals(List.of("SKIPPED", "QUEUED"), firings.stream().map(firing -> firing.getString("outcome")).toList());
    assertEquals("too late", firings.getFirst().getString("reason"));
    assertEquals(List.of(firings.getLast()), client.get("runs/" + run + "/firings").items());
    assertEquals("all models", firings.getLast().getJsonObject("schedule").getString("target"));
    assertEquals("404 NOT_FOUND", new Client().get("runs/" + run + "/firings").problem());
  }

  @Test
  void aKeyMakesOneScheduleOfTwoPostsAndADeletedProjectTakesNone() {
    String body = "{\"target\": " + ORDERS + ", \"cadence\": " + DAILY + "}";
    List<Client.Answer> twice = Stream.of(1, 2).map(_ -> client.send(client.request(all).header("Content-Type", "application/json")
        .header("Idempotency-Key", "k-" + project).POST(BodyPublishers.ofString(body)))).toList();
    assertEquals(List.of(201, 201), twice.stream().map(Client.Answer::status).toList());
    assertEquals("\"1\"", client.get(one(twice.getFirst())).header("ETag"), "set once");

    client.delete("projects/" + project, "*");
    assertEquals("409 PROJECT_NOT_ACTIVE", set(ALL, DAILY, "").problem());
    assertFalse(client.get(one(twice.getFirst())).json().containsKey("nextFiring"));
  }
}
