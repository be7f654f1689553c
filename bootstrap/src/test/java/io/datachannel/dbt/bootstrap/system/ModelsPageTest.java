package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The models of a project on the page: by folder, each for itself, as a graph, in collections. */
class ModelsPageTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void modelsAreReadPickedAndCollected() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("page-models")));
    try (Browser browser = Browser.of(service)) {
      // Slower than the page looks at the job: it still sees its end.
      browser.go("/projects/" + project + "/models").answersAfter(Duration.ofMillis(1500)).press("Refresh").sees("Refreshed").sees("revenue_by_month")
          .answersAfter(Duration.ZERO).sees("stg_payments").look("models");

      browser.element("the box of marts", By.cssSelector("[role=treeitem][aria-label^='marts,'] .box")).click();
      browser.sees("3 models picked").press("Make a collection").fill("Name of the collection", "marts").press("Make the collection").sees("marts");
      assertEquals(3, api.items("projects/" + project + "/collections").getFirst().getJsonArray("models").size());

      browser.go("/projects/" + project + "/models/model.shop.orders").sees("Orders with what was paid for them").sees("not_null").sees("No schedule runs it").look("model");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void theGraphShowsWhatIsUpstreamAndDownstream() {
    int project = service.project(Repository.shop(service.samples(), service.fresh("page-lineage")));
    api.refreshed(project);
    try (Browser browser = Browser.of(service)) {
      browser.go("/projects/" + project + "/lineage").sees("9 nodes, 8 edges").look("lineage");
      browser.element("the search", By.xpath("//input[@aria-label='Find a node']")).sendKeys("orders\n");
      browser.sees("upstream").press("Open").sees("Built of");
      assertTrue(browser.path().endsWith("/models/model.shop.orders") || browser.path().contains("orders"), browser::path);
      assertEquals(List.of(), browser.complaints());
    }
  }
}
