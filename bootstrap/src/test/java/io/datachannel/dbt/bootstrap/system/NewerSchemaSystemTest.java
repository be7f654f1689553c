package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A later version of the service has brought the schema further, beside the one that runs. */
@Tag("fault-51")
class NewerSchemaSystemTest {
  private final RunningService service = RunningService.get();
  private final ServiceTables tables = new ServiceTables(service.data());
  private final Api api = service.api();
  @TempDir private Path folder;

  /** What the later version did is what migrations may do: columns that need not be given, and tables. */
  @Test
  void theOneThatRunsGoesOnAndNoneOfItsVersionStarts() throws IOException, InterruptedException {
    tables.change("insert into dc_admin.flyway_dbt_history (installed_rank, version, description, type, script, checksum, installed_by, "
        + "execution_time, success) values (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, 1)");
    tables.change("alter table dc_admin.dbt_projects add column of_later_version int not null default 7");
    tables.change("alter table dc_logs.log_dbt_project_run add column of_later_version int not null default 7");
    try {
      int project = service.project(Repository.shop(service.samples(), service.fresh("newer")));
      int run = service.run(project, "{\"command\": \"seed\"}");
      assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/errors").body());
      assertEquals(200, ready());

      try (ServiceProcess old = ServiceProcess.start("demo", folder.resolve("data"), "--database.url", url(), "--database.user", "dbt_service",
              "--database.password", Files.readString(service.data().resolve("database/password")))) {
        old.awaitEnd();
        assertTrue(old.output().contains("The schema of the database is newer than this service: it has migration 999"), old::output);
        assertTrue(old.output().contains("(SCHEMA_NEWER)"), old::output);
        assertFalse(old.output().contains("Exception"), old::output);
      }
      assertEquals(200, ready());
    } finally {
      tables.change("alter table dc_admin.dbt_projects drop column of_later_version");
      tables.change("alter table dc_logs.log_dbt_project_run drop column of_later_version");
      tables.change("delete from dc_admin.flyway_dbt_history where version = '999'");
    }
  }

  private String url() throws IOException {
    return "jdbc:mysql://127.0.0.1:" + Files.readString(service.data().resolve("database/port")) + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  private int ready() throws IOException, InterruptedException {
    URI address = service.service().address().resolve("/health/ready");
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
