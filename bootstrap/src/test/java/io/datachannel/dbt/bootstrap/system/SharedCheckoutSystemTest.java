package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs of one commit, with packages, by the real dbt. */
class SharedCheckoutSystemTest {
  private final RunningService service = RunningService.get();
  private final Api api = service.api();

  @Test
  void packagesAreInstalledOnceForACommitAndAnewForTheNext() throws IOException {
    Repository repository = Repository.of(service.samples(), service.fresh("packaged"),
        "dbt_project.yml", "name: packaged\nversion: '1.0'\nprofile: any\n",
        "packages.yml", "packages:\n  - local: shared\n",
        "shared/dbt_project.yml", "name: shared\nversion: '1.0'\nprofile: any\n",
        "shared/macros/answer.sql", "{% macro answer() %}42{% endmacro %}",
        "models/good.sql", "select {{ shared.answer() }} as id");
    int project = service.project(repository);

    int first = succeeded(project);
    int second = succeeded(project);
    assertTrue(log(first).contains("PACKAGES"), () -> log(first));
    assertFalse(log(second).contains("PACKAGES"), () -> log(second));
    assertEquals(1, checkoutsOf(project).size());

    repository.commit("shared/macros/answer.sql", "{% macro answer() %}43{% endmacro %}");
    int third = succeeded(project);
    assertTrue(log(third).contains("PACKAGES"), () -> log(third));
    assertEquals(2, checkoutsOf(project).size());
  }

  private int succeeded(int project) {
    int run = service.run(project, "{}");
    assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> log(run));
    return run;
  }

  private String log(int run) {
    return api.get("runs/" + run + "/log").body();
  }

  private List<Path> checkoutsOf(int project) throws IOException {
    try (Stream<Path> all = Files.list(service.data().resolve("checkouts/1").resolve(
        api.get("projects/" + project).json().getString("uuid")))) {
      return all.toList();
    }
  }
}
