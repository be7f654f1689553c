package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules on the page: the one that is set last takes its models, and the page says so before and after. */
class SchedulesPageTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void theFirstScheduleIsOnAllModels() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("page-schedules")));
    api.refreshed(project);
    String path = "/projects/" + project + "/schedules";
    try (Browser browser = Browser.of(service)) {
      browser.go(path).sees("No schedule yet").press("Set the first schedule").sees("This schedule runs 9 models of 9");
      browser.look("schedule-new").press("Set the schedule").sees("The schedule is set").go(path).sees("each day at 02:30").sees("runs 9 models");

      browser.press("New schedule").tick("Chosen models").sees("0 of 9 picked");
      browser.back().answer(false).sees("0 of 9 picked");
      assertEquals(path + "/new", browser.path());
      browser.back().answer(true).sees("each day at 02:30");
      assertEquals(path, browser.path());
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aScheduleOnOneModelOverridesTheProjectsUntilItIsDeleted() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("page-overriding")));
    api.refreshed(project);
    String path = "/projects/" + project + "/schedules";
    api.post("projects/" + project + "/schedules", """
        {"target": {"kind": "ALL_MODELS"}, "cadence": {"kind": "DAILY", "time": "02:30"}, "timeZone": "Europe/Berlin"}""");
    try (Browser browser = Browser.of(service)) {
      browser.go(path + "/new?models=model.shop.orders").tick("Weekly").sees("1 model");
      browser.press("Set the schedule").sees("The schedule is set").go(path).sees("Partly overridden").sees("runs 8 models").look("schedules");
      browser.press("Each model").sees("orders").look("governance");
      List<JsonObject> schedules = api.items("projects/" + project + "/schedules");
      assertEquals(List.of("PARTLY_OVERRIDDEN", "GOVERNING"), schedules.stream().map(schedule -> schedule.getString("state")).toList());

      browser.go(path).press("Delete orders").sees("Delete the schedule?").press("Delete").sees("runs 9 models").seesNoMore("Partly overridden");
      assertTrue(api.items("projects/" + project + "/schedules").stream().allMatch(schedule -> schedule.getString("state").equals("GOVERNING")));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void whatSomeoneElseChangedMeanwhileIsNotLost() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("page-meanwhile")));
    api.refreshed(project);
    int schedule = api.post("projects/" + project + "/schedules", """
        {"target": {"kind": "ALL_MODELS"}, "cadence": {"kind": "DAILY", "time": "02:30"}, "timeZone": "UTC"}""").id();
    try (Browser browser = Browser.of(service)) {
      browser.answering("/schedules/" + schedule + "/firings", """
          {"items": [{"id": 2, "plannedAt": "2026-03-02T02:30:00Z", "outcome": "MERGED", "mergedInto": 1, "runId": 7},\
           {"id": 1, "plannedAt": "2026-03-01T02:30:00Z", "outcome": "QUEUED", "runId": 7}]}""");
      browser.go("/projects/" + project + "/schedules/" + schedule).sees("not over yet").sees("see the firing before it").tick("Weekly");
      api.send("PATCH", "projects/" + project + "/schedules/" + schedule, "*", "{\"fullRefresh\": true}");
      browser.press("Save changes").sees("Someone else changed this schedule meanwhile").press("Overwrite").sees("The schedule is changed");
      assertEquals("WEEKLY", api.get("projects/" + project + "/schedules/" + schedule).json().getJsonObject("cadence").getString("kind"));
      assertEquals(List.of(), browser.complaints());
    }
  }
}
