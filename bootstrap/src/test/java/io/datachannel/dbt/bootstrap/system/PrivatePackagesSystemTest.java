package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.git.SmartHttpGitServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** dbt packages in private repositories, over smart HTTP with basic authentication. */
class PrivatePackagesSystemTest {
  private static final String TOKEN = "ghp_packagespackagespackages";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final Path home = service.samples().resolve(service.fresh("packages"));

  @Test
  void aPrivatePackageOfTheProjectsHostIsHadWithTheProjectsToken() throws IOException {
    aPackage();
    try (SmartHttpGitServer server = start(home, TOKEN)) {
      aProjectThatNeeds(server.url("helpers"));

      int run = service.run(project(server.url("shop")), "{}");

      JsonObject finished = api.finished(run);
      String log = api.get("runs/" + run + "/log").body();
      assertEquals("SUCCESSFUL", finished.getString("status"), log);
      assertEquals(2, finished.getJsonObject("counts").getInt("succeeded"), "the project's model, and the package's");
      assertFalse((log + service.log().text() + finished).contains(TOKEN));
      assertFalse((log + service.log().text()).contains("package-credential"), log);
      assertEquals(List.of(), KeptFiles.holding(service.data(), TOKEN));
    }
  }

  @Test
  void noOtherServerIsToldTheToken() throws IOException {
    aPackage();
    try (SmartHttpGitServer server = start(home, TOKEN); SmartHttpGitServer stranger = start(home, TOKEN)) {
      aProjectThatNeeds(stranger.url("helpers"));

      int run = service.run(project(server.url("shop")), "{}");

      assertEquals("FAILED", api.finished(run).getString("status"));
      JsonObject error = api.items("runs/" + run + "/errors").getFirst();
      assertEquals("PACKAGES_UNRESOLVABLE", error.getString("code"), error::toString);
      assertFalse((error + api.get("runs/" + run + "/log").body()).contains(TOKEN));
    }
  }

  @Test
  @Tag("fault-27")
  void aPackageInAPrivateNetworkIsNamedAndNotAskedFor() throws IOException {
    try (ServerSocket inside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      aProjectThatNeeds("https://localhost:" + inside.getLocalPort() + "/helpers.git");

      int run = service.run(service.project(service.duckDb(), home.resolve("shop").toUri().toString(), ""), "{}");

      assertEquals("FAILED", api.finished(run).getString("status"));
      JsonObject error = api.items("runs/" + run + "/errors").getFirst();
      assertEquals("PACKAGES_UNRESOLVABLE", error.getString("code"), error::toString);
      assertTrue(error.getString("message").contains("localhost") && error.getString("message").contains("git.private-hosts"), error::toString);
      inside.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, () -> inside.accept().close());
    }
  }

  @Test
  void aTemplateOfTheProjectCannotReadTheToken() throws IOException {
    aPackage();
    try (SmartHttpGitServer server = start(home, TOKEN)) {
      Repository.of(home, "shop", "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: x\n", "models/one.sql", "select 1 as n",
          "packages.yml", "packages:\n  - git: \"" + server.url("helpers") + "\"\n    revision: "
              + "\"{{ env_var('GIT_CONFIG_VALUE_1', 'none') }}\"\n");

      int run = service.run(project(server.url("shop")), "{}");

      assertEquals("FAILED", api.finished(run).getString("status"));
      String told = api.items("runs/" + run + "/errors") + api.get("runs/" + run + "/log").body();
      assertFalse(told.contains(TOKEN), told);
    }
  }

  private void aPackage() {
    Repository.of(home, "helpers", "dbt_project.yml", "name: helpers\nversion: '1.0'\nconfig-version: 2\n",
        "models/helper.sql", "select 2 as n");
  }

  private void aProjectThatNeeds(String address) {
    Repository.of(home, "shop", "dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: x\n",
        "models/one.sql", "select n from {{ ref('helper') }}",
        "packages.yml", "packages:\n  - git: \"" + address + "\"\n    revision: main\n");
  }

  private static SmartHttpGitServer start(Path repositories, String token) throws IOException {
    assertTrue(Files.isDirectory(repositories));
    return SmartHttpGitServer.start(repositories, Optional.of("x-access-token:" + token), WarehousePorts.next());
  }

  private int project(String url) {
    int credential = api.post("credentials", """
        {"name": "packages", "kind": "https-token", "token": "%s"}""".formatted(TOKEN)).id();
    return service.project(service.duckDb(), url, ", \"credentialId\": " + credential);
  }
}
