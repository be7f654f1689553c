package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Runs on the page, as they happen. */
class RunPageTest {
  /** Each of its models takes until it is cancelled. */
  private static final String SLOW = "{{ config(materialized='table') }} select count(*) as n from range(100000000000) t(i) where i % 7 = 3";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void aBrokenModelIsShownWithItsCode() {
    Repository repository = Repository.shop(service.samples(), service.fresh("page-broken"))
        .commit("models/marts/broken.sql", "select no_such_column from {{ ref('orders') }}");
    int project = service.project(repository);
    api.refreshed(project);
    try (Browser browser = Browser.of(service)) {
      browser.go("/projects/" + project).press("Run now").element("the dialog's button", By.cssSelector("[data-test=start-run]")).click();
      browser.await("the run has its end", () -> browser.text("run-status").equals("Partial success"));
      assertTrue(browser.path().matches("/runs/[0-9]+"), browser::path);
      browser.sees("Completed with").look("run-log");

      browser.press("First error").sees("no_such_column");
      browser.tab("Errors").sees("no_such_column").sees("broken").look("run-errors");
      browser.tab("Timeline").look("run-timeline").tab("Models").sees("stg_orders").look("run-models");
      assertEquals("Partial success", browser.text("run-status"));
      browser.go("/runs").sees("Partial success").look("runs");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aRunIsCancelledAndTwoTabsSeeTheSame() {
    Repository repository = Repository.of(service.samples(), service.fresh("page-slow"),
        "dbt_project.yml", "name: slow\nversion: '1.0'\nprofile: slow\n", "models/slow.sql", SLOW);
    int project = service.project(repository);
    api.refreshed(project);
    int run = service.run(project, "{}");
    try (Browser one = Browser.of(service); Browser other = Browser.of(service)) {
      one.go("/runs/" + run).sees("START sql");
      other.go("/runs/" + run).sees("START sql");

      one.press("Cancel").press("Cancel the run");
      one.await("the run is cancelled", () -> one.text("run-status").equals("Cancelled"));
      other.await("the other tab sees it, too", () -> other.text("run-status").equals("Cancelled"));
      one.await("both have all lines", () -> one.rows().equals(other.rows()));
      assertEquals("CANCELLED", api.finished(run).getString("status"));
      assertEquals(List.of(), one.complaints());
    }
  }

  @Test
  void aLostConnectionGoesOnWhereItBroke() {
    Repository repository = Repository.shop(service.samples(), service.fresh("page-lost"));
    int project = service.project(repository);
    api.refreshed(project);
    try (CutConnections cut = CutConnections.before(service.service().address()); Browser browser = Browser.open(cut.address())) {
      browser.login(service.token());
      int run = service.run(project, "{}");
      browser.go("/runs/" + run).sees("START");
      cut.now();
      browser.await("the run has its end", () -> browser.text("run-status").equals("Successful"));

      api.finished(run);
      List<String> events = api.events(run, 0);
      long lines = events.stream().filter(line -> line.equals("event: log") || line.equals("event: status") || isBegunStep(line)).count();
      browser.await("no line is missing or doubled", () -> browser.rows().equals(Long.toString(lines)));
    }
  }

  /** The page has a line for each. */
  private static boolean isBegunStep(String line) {
    return line.startsWith("data: ") && line.contains("\"state\":\"started\"") && line.contains("\"step\":");
  }
}
