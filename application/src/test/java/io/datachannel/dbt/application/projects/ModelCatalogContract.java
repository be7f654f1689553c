package io.datachannel.dbt.application.projects;

import static io.datachannel.dbt.application.projects.ModelBuilder.aModel;
import static io.datachannel.dbt.application.projects.ModelBuilder.aTest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.Relation;
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
  protected static final Model ORDERS = aModel("orders").at("models/marts/orders.sql").dependsOn("model.shop.stg_orders")
      .tagged("daily", "it's \"é\" \\ 🦆").writing(new Relation("", "analytics", "Orders 🦆"))
      .described("All \"orders\",\nsince 2019.").build();
  private static final Model TEST =
      aTest("unique_orders").withId("test.shop.unique_orders.1a2b").dependsOn("model.shop.orders").build();

  protected static final ManifestStamp STAMP = new ManifestStamp("0".repeat(64));

  @TempDir
  Path folder;
  private ModelCatalog.Manifest manifest;

  protected abstract ModelCatalog catalog();

  protected abstract ProjectId aProject(AccountId account);

  @BeforeEach
  public void writeManifest() throws IOException {
    manifest = ModelCatalog.Manifest.at(Files.writeString(folder.resolve("manifest.json"), "{\"nodes\": {\"it's\": \"é \\\\ 🦆\"}}"));
  }

  @Test
  public void thereAreNoModelsBeforeTheFirstRefresh() {
    assertEquals(List.of(), catalog().list(OURS, aProject(OURS)));
  }

  @Test
  public void theModelsAreOfTheManifestThatWasKeptLast() {
    ProjectId project = aProject(OURS);
    ManifestStamp next = new ManifestStamp("1".repeat(64));
    assertFalse(catalog().isOf(OURS, project, STAMP));

    catalog().replace(project, STAMP, manifest, List.of(ORDERS));
    assertTrue(catalog().isOf(OURS, project, STAMP));
    assertFalse(catalog().isOf(OURS, project, next));
    assertFalse(catalog().isOf(ANOTHER, project, STAMP));

    catalog().replace(project, next, manifest, List.of(ORDERS));
    assertFalse(catalog().isOf(OURS, project, STAMP));
  }

  @Test
  public void modelsComeByUniqueId() {
    ProjectId project = aProject(OURS);

    catalog().replace(project, STAMP, manifest, List.of(TEST, ORDERS));

    assertEquals(List.of(ORDERS, TEST), catalog().list(OURS, project));
  }

  @Test
  public void aRefreshReplacesThemAll() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, STAMP, manifest, List.of(ORDERS, TEST));

    catalog().replace(project, STAMP, manifest, List.of(TEST));

    assertEquals(List.of(TEST), catalog().list(OURS, project));
  }

  @Test
  public void aNewManifestOfTheSameModelsLeavesTheseAlone() throws IOException {
    ProjectId project = aProject(OURS);
    catalog().replace(project, STAMP, manifest, List.of(ORDERS, TEST));

    catalog().replaceManifest(project, STAMP, ModelCatalog.Manifest.at(Files.writeString(folder.resolve("manifest.json"), "{\"compiled\": true}")));

    assertEquals(List.of(ORDERS, TEST), catalog().list(OURS, project));
    assertTrue(catalog().isOf(OURS, project, STAMP));
  }

  @Test
  public void projectsDoNotSeeEachOthersModels() {
    ProjectId project = aProject(OURS);
    ProjectId other = aProject(OURS);
    catalog().replace(project, STAMP, manifest, List.of(ORDERS));
    catalog().replace(other, STAMP, manifest, List.of(TEST));

    assertEquals(List.of(ORDERS), catalog().list(OURS, project));
  }

  @Test
  public void testsAreNotBuilt() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, STAMP, manifest, List.of(ORDERS, TEST));

    assertEquals(Set.of("model.shop.orders"), catalog().builtIds(OURS, project));
    assertEquals(Set.of(), catalog().builtIds(ANOTHER, project));
  }

  @Test
  public void anotherAccountSeesNothing() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, STAMP, manifest, List.of(ORDERS));

    assertEquals(List.of(), catalog().list(ANOTHER, project));
  }

  @Test
  public void oneIsFoundByItsUniqueId() {
    ProjectId project = aProject(OURS);
    catalog().replace(project, STAMP, manifest, List.of(ORDERS, TEST));

    assertEquals(Optional.of(ORDERS), catalog().find(OURS, project, "model.shop.orders"));
    assertEquals(Optional.empty(), catalog().find(OURS, project, "model.shop.Orders"));
    assertEquals(Optional.empty(), catalog().find(ANOTHER, project, "model.shop.orders"));
    assertEquals(Optional.empty(), catalog().find(OURS, aProject(OURS), "model.shop.orders"));
  }

  @Test
  public void partsFollowEachOtherByUniqueId() {
    ProjectId project = aProject(OURS);
    List<Model> all = IntStream.range(10, 15).mapToObj(number -> aModel("m" + number).build()).toList();
    catalog().replace(project, STAMP, manifest, all);

    assertEquals(all.subList(0, 2), partAfter("", project));
    assertEquals(all.subList(2, 4), partAfter(all.get(1).uniqueId(), project));
    assertEquals(all.subList(3, 5), partAfter("model.shop.m12z", project));
    assertEquals(List.of(), partAfter("model.shop.m14", project));
    assertEquals(List.of(), catalog().page(ANOTHER, project, ModelQuery.first(2)));
  }

  @Test
  public void modelsAreFilteredByKindNameTagAndFolder() {
    ProjectId project = aProject(OURS);
    Model staged = aModel("STG_orders").at("models/staging/stg_orders.sql").tagged("day_ly").build();
    Model twin = aModel("orders_2").at("models/marts2/orders_2.sql").tagged("Daily").build();
    Model percent = aModel("p").at("models/a%b/p.sql").tagged("10%").build();
    catalog().replace(project, STAMP, manifest, List.of(ORDERS, TEST, staged, twin, percent));

    assertEquals(List.of(TEST), page(project, Optional.of(ResourceType.TEST), Optional.empty(), Optional.empty(), Optional.empty()));
    assertEquals(List.of(staged), page(project, Optional.empty(), Optional.of("stg_ORD"), Optional.empty(), Optional.empty()));
    assertEquals(List.of(), page(project, Optional.empty(), Optional.of("o%s"), Optional.empty(), Optional.empty()));
    assertEquals(List.of(ORDERS), page(project, Optional.empty(), Optional.empty(), Optional.of("daily"), Optional.empty()));
    assertEquals(List.of(ORDERS), page(project, Optional.empty(), Optional.empty(), Optional.of("it's \"é\" \\ 🦆"), Optional.empty()));
    assertEquals(List.of(), page(project, Optional.empty(), Optional.empty(), Optional.of("dail"), Optional.empty()));
    assertEquals(List.of(ORDERS), page(project, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("models/marts")));
    assertEquals(List.of(TEST), page(project, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("models/schema.yml")));
    assertEquals(List.of(percent), page(project, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("models/a%b")));
    assertEquals(List.of(), page(project, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("mod")));
    assertEquals(List.of(twin),
        page(project, Optional.of(ResourceType.MODEL), Optional.of("orders"), Optional.of("Daily"), Optional.of("models")));
  }

  private List<Model> page(
      ProjectId project, Optional<ResourceType> type, Optional<String> name, Optional<String> tag, Optional<String> folder) {
    return catalog().page(OURS, project, new ModelQuery(type, name, tag, folder, "", 10));
  }

  private List<Model> partAfter(String uniqueId, ProjectId project) {
    return catalog().page(
        OURS, project, new ModelQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), uniqueId, 2));
  }

  @Test
  public void aProjectMayHaveThousandsOfModels() {
    ProjectId project = aProject(OURS);
    List<Model> many = IntStream.range(1000, 3001).mapToObj(number -> aModel("m" + number).build()).toList();

    catalog().replace(project, STAMP, manifest, many);

    assertEquals(many, catalog().list(OURS, project));
  }
}
