package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** From nothing to a finished run, by the page alone. */
class WizardPageTest {
  private final RunningService service = RunningService.get();

  @Test
  void theWholeFlowFromAWarehouseToAFinishedRun() {
    Repository repository = Repository.shop(service.samples(), service.fresh("page-wizard"));
    String name = service.fresh("wizard");
    try (Browser browser = Browser.of(service)) {
      browser.press("New project").look("wizard-warehouse");
      browser.hook("type-duckdb").click();
      browser.fill("Name", name).fill("File", name + ".duckdb").look("wizard-fields");
      browser.hook("warehouse-form").findElement(By.cssSelector("[type=submit]")).click();
      browser.sees("The connection works").press("Continue").look("wizard-credential");
      browser.hook("kind-public").click();
      browser.input("project-form", "repositoryUrl").sendKeys(repository.url());
      browser.input("project-form", "branch").sendKeys("nowhere");
      browser.look("wizard-project");
      browser.hook("project-form").findElement(By.cssSelector("[type=submit]")).click();

      browser.sees("The models could not be read").look("wizard-failed").press("Change the project");
      browser.clear("project-form", "branch").sendKeys("main");
      browser.hook("project-form").findElement(By.cssSelector("[type=submit]")).click();
      browser.sees("What next").look("wizard-models");
      browser.hook("run-now").click();
      browser.await("the run has its end", () -> browser.text("run-status").equals("Successful"));
      assertTrue(browser.path().matches("/runs/[0-9]+"), browser::path);
      browser.go("/").sees("page-wizard").sees("Successful").look("projects");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theAccountIsKeptAndNothingIsLostWhenAFormFails() {
    try (Browser browser = Browser.of(service)) {
      browser.go("/account").look("account-warehouses").go("/account/credentials").look("account-credentials").go("/account/tokens").look("account-tokens")
          .go("/account/history").look("account-history").go("/account/notifications").look("account-notifications");
      browser.go("/account/warehouses?new=postgres");
      Map.of("name", "no server", "connection.host", "localhost", "connection.user", "dbt", "connection.dbname", "shop", "connection.schema", "marts",
          "connection.password", "s3cret-word", "connection.port", "99999").forEach((name, text) -> browser.clear("warehouse-form", name).sendKeys(text));
      browser.hook("warehouse-form").findElement(By.cssSelector("[type=submit]")).click();
      browser.sees("65535");
      assertEquals("s3cret-word", browser.input("warehouse-form", "connection.password").getDomProperty("value"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aTargetWhoseProjectIsPurgedIsNotOneOfAllProjects() {
    Api api = service.api();
    int project = service.project(service.duckDb(), "https://git.invalid/a.git", "");
    int target = api.post("notification-targets", "{\"name\": \"left\", \"kind\": \"WEBHOOK\", \"url\": \"https://hooks.example/\", \"projectIds\": [%d]}"
        .formatted(project)).id();
    assertEquals(202, api.send("DELETE", "projects/" + project + "?purge=true", "*", "").status());
    api.await("notification-targets/" + target, seen -> seen.getJsonArray("projectIds").isEmpty());
    try (Browser browser = Browser.of(service)) {
      browser.go("/account/notifications").sees("none any more").go("/account/notifications?edit=" + target).sees("only of these").press("Save")
          .sees("Choose a project at least");
      assertEquals(0, api.get("notification-targets/" + target).json().getJsonArray("projectIds").size());

      browser.press("Make a new secret").press("Make a new one").sees("shown only now").press("Copy").sees("Copied.");
      // As on a page that came by plain http.
      browser.driver().executeScript("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
      browser.press("Copy").sees("It is selected: press Ctrl+C.");
      assertTrue(browser.driver().executeScript("return String(getSelection())").toString().length() > 20);
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theSettingsOfAProjectAreChanged() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("page-settings")));
    service.api().send("PUT", "projects/" + project + "/variables/DBT_REGION", "*", "{\"value\": \"eu\"}");
    try (Browser browser = Browser.of(service)) {
      browser.go("/projects/" + project + "/settings").sees("Variables").look("settings");
      browser.press("Pause").sees("Resume the project").clear("project-card", "threads").sendKeys("7");
      browser.hook("project-card").findElement(By.cssSelector("[type=submit]")).click();
      service.api().await("projects/" + project, seen -> seen.getInt("threads") == 7);

      browser.seesNoMore("Not saved yet").clear("project-card", "threads").sendKeys("9");
      service.api().send("PATCH", "projects/" + project, "*", "{\"threads\": 5}");
      browser.press("Remove DBT_REGION").press("Remove").sees("DBT_REGION is removed").hook("project-card").findElement(By.cssSelector("[type=submit]")).click();
      browser.sees("Someone else changed this meanwhile").press("Load the newest");
      browser.await("theirs is shown", () -> "5".equals(browser.input("project-card", "threads").getDomProperty("value")));

      browser.choose("Command", "several steps …").fill("Steps", "seed\nrun --fail-fast\ntest");
      browser.hook("project-card").findElement(By.cssSelector("[type=submit]")).click();
      service.api().await("projects/" + project, seen -> seen.containsKey("steps") && seen.getJsonArray("steps").size() == 3);
      browser.go("/projects/" + project).sees("seed, run, test").press("Run now").hook("start-run").click();
      browser.await("all three steps are done", () -> browser.text("calls").split("Succeeded", -1).length == 4);
      assertEquals(List.of(), browser.complaints());
    }
  }
}
