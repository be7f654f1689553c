package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that answer badly, elsewhere or never. */
class BrokenRemotesTest {
  @TempDir private Path folder;
  private CheckoutRig rig;

  @BeforeEach
  void aRig() {
    rig = CheckoutRig.in(folder);
  }

  @ParameterizedTest
  @CsvSource({"401,REPOSITORY_ACCESS_DENIED", "403,REPOSITORY_ACCESS_DENIED", "404,REPOSITORY_NOT_FOUND",
      "500,REPOSITORY_UNREACHABLE", "503,REPOSITORY_UNREACHABLE"})
  @Tag("fault-24")
  void theStatusTellsWhatIsWrong(int status, FailureCode expected) throws Exception {
    Map<String, String> headers = status == 401 ? Map.of("WWW-Authenticate", "Basic realm=\"git\"") : Map.of();
    try (ScriptedHttpServer server = ScriptedHttpServer.answering(status, headers, "")) {
      Failure failure = rig.failure(server.url("shop.git"), CheckoutRig.token("ghp_some_token"));
      assertEquals(expected, failure.code(), failure.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"team-401.git", "team-403.git", "team-404.git"})
  void aNumberInTheAddressIsNoStatus(String path) throws Exception {
    try (ScriptedHttpServer server = ScriptedHttpServer.answering(503, Map.of(), "")) {
      Failure failure = rig.failure(server.url(path));
      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
    }
  }

  @Test
  @Tag("fault-27")
  void aRedirectIsNotFollowedSoThatTheTokenStaysHere() throws Exception {
    try (ScriptedHttpServer elsewhere = ScriptedHttpServer.answering(200, Map.of(), "");
        ScriptedHttpServer server = ScriptedHttpServer.answering(301,
            Map.of("Location", elsewhere.url("shop.git/info/refs?service=git-upload-pack")), "")) {
      Failure failure = rig.failure(server.url("shop"), CheckoutRig.token("ghp_some_token"));

      assertEquals(0, elsewhere.requests());
      assertEquals(FailureCode.REPOSITORY_NOT_FOUND, failure.code(), failure.toString());
      assertTrue(failure.message().contains("redirect") && failure.message().contains(".git"), failure.message());
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Tag("fault-22")
  void aServerThatNeverAnswersIsGivenUpAfterTheTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CheckoutRig hurried = rig.waitingAtMost(Duration.ofMillis(500));

      Failure failure = hurried.failure("http://127.0.0.1:" + silent.getLocalPort() + "/shop.git");

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
    }
  }

  @Test
  @Tag("fault-24")
  void aTokenThatTheServerRepeatsIsNotShown() throws Exception {
    String refusal = "ERR ghp_secret_token is not known here";
    String body = "001e# service=git-upload-pack\n0000" + "%04x".formatted(refusal.length() + 4) + refusal;
    try (ScriptedHttpServer server = ScriptedHttpServer.answering(200,
        Map.of("Content-Type", "application/x-git-upload-pack-advertisement"), body)) {
      Failure failure = rig.failure(server.url("shop.git"), CheckoutRig.token("ghp_secret_token"));

      assertTrue(failure.detail().contains("is not known here"), failure.toString());
      assertFalse(failure.toString().contains("ghp_secret_token"), failure.toString());
    }
  }

  @Test
  void aPageInsteadOfARepositoryIsNotARepository() throws Exception {
    try (ScriptedHttpServer server = ScriptedHttpServer.answering(200, Map.of("Content-Type", "text/html"), "<html>Sign in</html>")) {
      Failure failure = rig.failure(server.url("shop.git"));
      assertEquals(FailureCode.REPOSITORY_NOT_FOUND, failure.code(), failure.toString());
    }
  }
}
