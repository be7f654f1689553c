package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ModelCatalogContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabase.class)
class MySqlModelCatalogTest extends ModelCatalogContract {
  private static final Sql MANIFEST_BYTES = new Sql("test.manifestBytes",
      "select octet_length(manifest_json) as bytes from ${admin}.dbt_project_details where dbt_project_id = :project");

  @Override
  protected ModelCatalog catalog() {
    return new MySqlModelCatalog(TestDatabase.database());
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }

  @Test
  void theManifestOfALargeProjectIsKeptAsItIs(@TempDir Path folder) throws IOException {
    ProjectId project = aProject(OURS);
    String json = "{\"nodes\": \"" + "it's 🦆 ".repeat(2_000_000) + "\"}";
    Path manifest = Files.writeString(folder.resolve("manifest.json"), json);

    catalog().replace(project, manifest, List.of());

    long kept = TestDatabase.database().session()
        .one(MANIFEST_BYTES, Values.of("project", project.value()), row -> row.number("bytes")).orElseThrow();
    assertTrue(kept > 19_000_000);
    assertEquals(Files.size(manifest), kept);
  }
}
