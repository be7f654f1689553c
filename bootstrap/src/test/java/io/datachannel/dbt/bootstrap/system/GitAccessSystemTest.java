package io.datachannel.dbt.bootstrap.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.git.SmartHttpGitServer;
import io.datachannel.dbt.adapters.git.SshGitServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Private repositories over smart HTTP: with the right token, a wrong one, and a server that is not there. */
class GitAccessSystemTest {
  private static final String RIGHT = "ghp_rightrightrightright";
  private static final String WRONG = "ghp_wrongwrongwrongwrong";

  private final RunningService service = RunningService.get();
  private final Api api = service.api();
  private final String name = service.fresh("private");

  @Test
  void aPrivateRepositoryIsRunWithItsToken() throws IOException {
    Repository.shop(service.samples(), name);
    try (SmartHttpGitServer server = start()) {
      int run = service.run(project(server.url("shop"), RIGHT), "{\"command\": \"seed\"}");

      assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());
    }
  }

  @Test
  @Tag("fault-24")
  void aWrongTokenIsDeniedAndIsNowhereToBeSeen() throws IOException {
    Repository.shop(service.samples(), name);
    try (SmartHttpGitServer server = start()) {
      int run = service.run(project(server.url("shop"), WRONG), "{}");

      JsonObject error = failed(run, "REPOSITORY_ACCESS_DENIED");

      assertTrue(error.getString("message").contains("token"), error::toString);
      assertFalse((error + api.get("runs/" + run + "/log").body() + api.get("credentials").body()).contains(WRONG));
      assertFalse(service.log().text().contains(WRONG));
      assertEquals(List.of(), KeptFiles.holding(service.data(), WRONG));
    }
  }

  /** Its wait of two seconds is in the run's time. */
  @Test
  @Tag("fault-22")
  void aServerThatIsAwayForAMomentCostsTimeAndNoRun() throws IOException {
    Repository.shop(service.samples(), name);
    try (SmartHttpGitServer server = start()) {
      int project = project(server.url("shop"), RIGHT);
      server.failNext(1);

      int run = service.run(project, "{\"command\": \"seed\"}");

      assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());
      assertTrue(api.get("runs/" + run + "/log").body().contains("It is asked again in 2 s."));
    }
  }

  @Test
  @Tag("fault-22")
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    String url;
    try (SmartHttpGitServer server = SmartHttpGitServer.start(service.samples(), Optional.empty())) {
      url = server.url("shop");
    }

    JsonObject error = failed(service.run(service.project(service.duckDb(), url, ""), "{}"), "REPOSITORY_UNREACHABLE");

    assertEquals("GIT", error.getString("type"));
    assertTrue(error.getString("message").contains("asked 3 times"), error::toString);
  }

  @Test
  void aFailingRefreshSaysTheSame() throws IOException {
    Repository.shop(service.samples(), name);
    try (SmartHttpGitServer server = start()) {
      JsonObject refresh = api.refreshed(project(server.url("shop"), WRONG));

      assertEquals("FAILED", refresh.getString("state"));
      assertEquals("REPOSITORY_ACCESS_DENIED", refresh.getJsonObject("failure").getString("code"));
      assertFalse(refresh.toString().contains(WRONG));
    }
  }

  @Test
  void aPrivateRepositoryIsRunWithADeployKeyOnceItsServerIsVouchedFor() throws IOException {
    Repository.shop(service.samples(), name);
    try (SshGitServer server = SshGitServer.start(service.samples().resolve(name))) {
      JsonObject credential = api.post("credentials", "{\"name\": \"deploy\", \"kind\": \"ssh-key\"}").json();
      server.letIn(credential.getString("publicKey"));
      String path = "credentials/" + credential.getInt("id");

      JsonObject unknown = api.post(path + "/test", "{\"repositoryUrl\": \"" + server.url("shop") + "\"}").json();
      assertEquals("REPOSITORY_HOST_KEY_UNKNOWN", unknown.getString("code"), unknown::toString);
      String line = unknown.getString("message").replaceFirst("(?s).*Its key is '([^']*)'.*", "$1");
      assertEquals(200, api.send("PATCH", path, "*", "{\"hostKeys\": [\"" + line + "\"]}").status());

      int project = service.project(service.duckDb(), server.url("shop"), ", \"credentialId\": " + credential.getInt("id"));
      int run = service.run(project, "{\"command\": \"seed\"}");
      assertEquals("SUCCESSFUL", api.finished(run).getString("status"), () -> api.get("runs/" + run + "/log").body());
    }
  }

  private SmartHttpGitServer start() throws IOException {
    return SmartHttpGitServer.start(service.samples().resolve(name), Optional.of("x-access-token:" + RIGHT));
  }

  private int project(String url, String token) {
    int credential = api.post("credentials", """
        {"name": "github", "kind": "https-token", "token": "%s"}""".formatted(token)).id();
    return service.project(service.duckDb(), url, ", \"credentialId\": " + credential);
  }

  private JsonObject failed(int run, String code) {
    assertEquals("FAILED", api.finished(run).getString("status"));
    JsonObject error = api.items("runs/" + run + "/errors").getFirst();
    assertEquals(code, error.getString("code"), error::toString);
    return error;
  }
}
