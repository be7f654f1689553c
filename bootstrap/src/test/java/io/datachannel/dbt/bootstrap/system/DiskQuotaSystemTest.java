package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A model that fills the disk. Its files have no content, and count as what they say they are: more than the quota, and each less than a file may be. */
class DiskQuotaSystemTest {
  private static final String FILLING = """
      import os, time

      def model(dbt, session):
          for number in range(3):
              with open(os.path.join(os.environ["HOME"], "large%d" % number), "wb") as file:
                  file.truncate(20_000 * 1024 * 1024)
          time.sleep(600)
          return session.sql("select 1 as id")
      """;

  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  @Tag("fault-21")
  void theRunFailsOfItsQuotaAndTheNextOneWorks() {
    Repository repository = Repository.of(service.samples(), service.fresh("filling"),
        "dbt_project.yml", "name: filling\nversion: '1.0'\nconfig-version: 2\nprofile: any\n",
        "models/filling.py", FILLING, "models/quick.sql", "select 1 as id");
    int project = service.project(repository);

    int run = service.run(project, "{\"models\": [\"filling\"]}");

    JsonObject finished = api.finished(run);
    assertEquals("FAILED", finished.getString("status"), () -> api.get("runs/" + run + "/log").body());
    JsonObject error = api.items("runs/" + run + "/errors").getLast();
    assertEquals("DISK_QUOTA", error.getString("code"), error::toString);
    assertTrue(error.getString("message").contains("disk quota"), error::toString);
    int next = service.run(project, "{\"models\": [\"quick\"]}");
    assertEquals("SUCCESSFUL", api.finished(next).getString("status"), () -> api.get("runs/" + next + "/log").body());
  }
}
