package io.datachannel.dbt.application.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ModelCatalog} does. */
public abstract class ModelCatalogContract {
  protected static final AccountId OURS = new AccountId(1);
  private static final AccountId ANOTHER = new AccountId(2);
  protected static final Model ORDERS = new Model("model.shop.orders", ResourceType.MODEL, "orders", List.of("shop", "marts", "orders"),
      "models/marts/orders.sql", Optional.of("table"), List.of("model.shop.stg_orders"), List.of("daily", "it's \"é\" \\ 🦆"));
  private static final Model TEST = new Model("test.shop.unique_orders.1a2b", ResourceType.TEST, "unique_orders",
      List.of("shop", "unique_orders"), "models/schema.yml", Optional.empty(), List.of("model.shop.orders"), List.of());

  @TempDir
  Path folder;
  private Path manifest;

  protected abstract ModelCatalog catalog();

  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  public void writeManifest() throws IOException {
    manifest = Files.writeString(folder.resolve("manifest.json"), "{\"nodes\": {\"it's\": \"é \\\\ 🦆\"}}");
  }

  @Test
  public void thereAreNoModelsBeforeTheFirstRefresh() {
    assertEquals(List.of(), catalog().list(OURS, aProject(OURS)));
  }

  @Test
  public void modelsComeByUniqueId() {
    ProjectId project = aProject(OURS);

    catalog().replace(project, manifest, List.of(TEST, ORDERS));

    assertEquals(List.of(ORDERS, TEST), catalog().list(OURS, project));
  }

  @Test
  public void aRefreshReplacesThemAll() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, manifest, List.of(ORDERS, TEST));

    catalog().replace(project, manifest, List.of(TEST));

    assertEquals(List.of(TEST), catalog().list(OURS, project));
  }

  @Test
  public void projectsDoNotSeeEachOthersModels() {
    ProjectId project = aProject(OURS);
    ProjectId other = aProject(OURS);
    catalog().replace(project, manifest, List.of(ORDERS));
    catalog().replace(other, manifest, List.of(TEST));

    assertEquals(List.of(ORDERS), catalog().list(OURS, project));
  }

  @Test
  public void testsAreNotBuilt() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, manifest, List.of(ORDERS, TEST));

    assertEquals(Set.of("model.shop.orders"), catalog().builtIds(OURS, project));
    assertEquals(Set.of(), catalog().builtIds(ANOTHER, project));
  }

  @Test
  public void anotherAccountSeesNothing() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, manifest, List.of(ORDERS));

    assertEquals(List.of(), catalog().list(ANOTHER, project));
  }

  @Test
  public void aProjectMayHaveThousandsOfModels() {
    ProjectId project = aProject(OURS);
    List<Model> many = IntStream.range(1000, 3001).mapToObj(number -> new Model("model.shop.m" + number, ResourceType.MODEL,
        "m" + number, List.of("shop", "m" + number), "models/m.sql", Optional.of("view"), List.of(), List.of())).toList();

    catalog().replace(project, manifest, many);

    assertEquals(many, catalog().list(OURS, project));
  }
}
