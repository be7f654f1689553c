package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ModelCatalogContract;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ProjectId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabase.class)
class MySqlModelCatalogTest extends ModelCatalogContract {
  private static final Sql MANIFEST_BYTES = new Sql("test.manifestBytes",
      "select octet_length(manifest_json) as bytes from ${admin}.dbt_project_details where dbt_project_id = :project");

  private static final Sql AS_BEFORE_RELATIONS = new Sql("test.asBeforeRelations", """
      update ${admin}.configured_dbt_models
      set model_json = json_remove(model_json, '$.relation', '$.description')
      where dbt_project_id = :project
      """);

  @Override
  protected ModelCatalog catalog() {
    return new MySqlModelCatalog(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }

  @Test
  void aRowFromBeforeRelationsWereKeptIsReadWithoutThem(@TempDir Path folder) throws IOException {
    ProjectId project = aProject(OURS);
    catalog().replace(project, STAMP, ModelCatalog.Manifest.at(manifestOf(10, folder)), List.of(ModelBuilder.aModel("orders").described("All orders.").build()));

    TestDatabase.database().session().change(AS_BEFORE_RELATIONS, Values.of("project", project.value()));

    assertEquals(List.of(ModelBuilder.aModel("orders").withoutRelation().build()), catalog().list(OURS, project));
  }

  @Test
  void theManifestIsKeptAsItIs(@TempDir Path folder) throws IOException {
    ProjectId project = aProject(OURS);
    Path manifest = manifestOf(2_000_000, folder);

    catalog().replace(project, STAMP, ModelCatalog.Manifest.at(manifest), List.of());

    assertEquals(Optional.of(Files.size(manifest)), keptBytes(TestDatabase.database(), project));
  }

  @Test
  void aManifestTooLargeForTheServerCostsOnlyItself(@TempDir Path folder) throws IOException {
    ProjectId project = aProject(OURS);
    TestDatabase.execute(TestDatabase.settings(), List.of("set global max_allowed_packet = 1048576"));
    try (Database narrow = Database.open(TestDatabase.settings(), PlatformTables.PRESENT)) {
      MySqlModelCatalog catalog = new MySqlModelCatalog(narrow);

      catalog.replace(project, STAMP, ModelCatalog.Manifest.at(manifestOf(900_000, folder)), List.of(ORDERS));
      assertTrue(keptBytes(narrow, project).isPresent());

      catalog.replace(project, STAMP, ModelCatalog.Manifest.at(manifestOf(1_048_000, folder)), List.of(ORDERS));
      assertEquals(Optional.empty(), keptBytes(narrow, project));
      assertEquals(List.of(ORDERS), catalog.list(OURS, project));
    } finally {
      TestDatabase.execute(TestDatabase.settings(), List.of("set global max_allowed_packet = 268435456"));
    }
  }

  /** More than a string can hold: it would not even be read. */
  @Test
  void aHoleInThePlaceOfTheManifestCostsOnlyItself(@TempDir Path folder) throws IOException {
    ProjectId project = aProject(OURS);
    Path hole = folder.resolve("manifest.json");
    try (RandomAccessFile file = new RandomAccessFile(hole.toFile(), "rw")) {
      file.setLength(20L << 30);
    }

    catalog().replace(project, STAMP, ModelCatalog.Manifest.at(hole), List.of(ORDERS));

    assertEquals(Optional.empty(), keptBytes(TestDatabase.database(), project));
    assertEquals(List.of(ORDERS), catalog().list(OURS, project));
  }

  @Test
  void aLinkInThePlaceOfTheManifestIsNotFollowed(@TempDir Path folder) throws IOException {
    ProjectId project = aProject(OURS);
    Path link = Files.createSymbolicLink(folder.resolve("link"), manifestOf(10, folder));

    PortFailure refused = assertThrows(PortFailure.class,
        () -> catalog().replace(project, STAMP, ModelCatalog.Manifest.at(link), List.of(ORDERS)));

    assertEquals(FailureCode.INTERNAL_ERROR, refused.code());
    assertEquals(Optional.empty(), keptBytes(TestDatabase.database(), project));
  }

  private static Path manifestOf(int bytes, Path folder) throws IOException {
    return Files.writeString(folder.resolve("manifest.json"), "{\"it's 🦆\": \"" + "x".repeat(bytes) + "\"}");
  }

  private static Optional<Long> keptBytes(Database database, ProjectId project) {
    return database.session().all(MANIFEST_BYTES, Values.of("project", project.value()), row -> row.optionalNumber("bytes")).getFirst();
  }
}
