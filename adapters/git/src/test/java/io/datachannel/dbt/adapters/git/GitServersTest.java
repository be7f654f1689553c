package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that lie, stall, lead elsewhere or answer no git; each a real one on the loopback interface. */
class GitServersTest {
  private static final String TOKEN = "ghp_right1";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private CheckoutFixture git;
  private SmartHttpGitServer good;
  private HttpServer other;

  @BeforeEach
  void servers() throws Exception {
    git = new CheckoutFixture(folder);
    TestRepository.in(folder.resolve("served/shop")).commit("dbt_project.yml", "name: shop");
    good = SmartHttpGitServer.start(folder.resolve("served"), Optional.of("x:" + TOKEN));
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    other.start();
  }

  @AfterEach
  void stop() {
    good.close();
    other.stop(0);
  }

  @Test
  void aRedirectToAnotherServerIsNotFollowedAndTheTokenStaysHere() {
    answering(exchange -> {
      exchange.getResponseHeaders().add("Location", good.url("shop") + "/info/refs?service=git-upload-pack");
      exchange.sendResponseHeaders(302, -1);
    });

    Failure failure = git.failure(otherUrl("shop.git"), CheckoutFixture.token(TOKEN));

    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure.code(), failure.toString());
  }

  @Test
  void aRedirectWithinTheServerIsFollowed() {
    answering(exchange -> {
      String path = exchange.getRequestURI().toString();
      if (path.startsWith("/moved/")) {
        exchange.getResponseHeaders().add("Location", path.replace("/moved/", "/still/"));
        exchange.sendResponseHeaders(301, -1);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    });

    assertEquals(FailureCode.REPOSITORY_NOT_FOUND, git.failure(otherUrl("moved/shop.git"), CheckoutFixture.PUBLIC).code());
    assertTrue(asked.getLast().startsWith("/still/shop.git/info/refs"), asked.toString());
  }

  @ParameterizedTest
  @CsvSource({"401, REPOSITORY_ACCESS_DENIED", "403, REPOSITORY_ACCESS_DENIED", "404, REPOSITORY_NOT_FOUND",
      "500, REPOSITORY_UNREACHABLE", "503, REPOSITORY_UNREACHABLE"})
  void everyAnswerHasItsCode(int status, FailureCode code) {
    answering(exchange -> exchange.sendResponseHeaders(status, -1));

    assertEquals(code, git.failure(otherUrl("shop.git"), CheckoutFixture.token(TOKEN)).code());
    assertEquals(code, git.failure(otherUrl("shop.git"), CheckoutFixture.PUBLIC).code());
  }

  @Test
  void aWebPageIsNoRepository() {
    answering(exchange -> answer(exchange, "text/html", "<html>Welcome</html>\n"));

    assertEquals(FailureCode.REPOSITORY_NOT_FOUND, git.failure(otherUrl("shop.git"), CheckoutFixture.PUBLIC).code());
  }

  @Test
  void theDumbProtocolIsNotSpoken() {
    answering(exchange -> answer(exchange, "text/plain", "0123456789abcdef0123456789abcdef01234567\trefs/heads/main\n"));

    git.failure(otherUrl("shop.git"), CheckoutFixture.PUBLIC);

    assertTrue(asked.stream().allMatch(path -> path.endsWith("/info/refs?service=git-upload-pack")), asked.toString());
  }

  @Test
  void aServerThatSendsWithoutEndIsStopped() {
    answering(exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; ; i++) {
          String ref = "%040d refs/heads/%s%08d\n".formatted(7, "x".repeat(60_000), i);
          out.write("%04x%s".formatted(ref.length() + 4, ref).getBytes(StandardCharsets.UTF_8));
        }
      }
    });

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, git.failure(otherUrl("shop.git"), CheckoutFixture.PUBLIC).code());
  }

  @Test
  void aServerThatDripsIsGivenUpWhenTheTimeOfTheWholeCommandIsOver() throws IOException {
    answering(exchange -> answer(exchange, "text/plain", "a byte now and then"));
    URI server = URI.create(otherUrl("shop.git"));
    HttpConnection connection = new BoundedHttp(server, 1000, Duration.ZERO)
        .create(URI.create(server + "/git-upload-pack").toURL());

    assertThrows(SocketTimeoutException.class, () -> connection.getInputStream().readAllBytes());
  }

  @Test
  void aServerThatIsSilentIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/shop.git";

      Failure failure = git.waitingFor(Duration.ofSeconds(1)).failure(url, CheckoutFixture.PUBLIC);

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code());
    }
  }

  @Test
  void aServerWithoutTlsIsUnreachableByHttpsAlsoWithAToken() {
    String url = otherUrl("shop.git").replace("http:", "https:");

    Failure failure = git.waitingFor(Duration.ofSeconds(1)).failure(url, CheckoutFixture.token(TOKEN));

    assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code());
  }

  @Test
  void noOneIsAskedWhetherAnInvalidCertificateMayBeTrusted() {
    assertFalse(new TokenCredentials("x", new Secret(TOKEN)).get(new URIish(), new CredentialItem.YesNoType("Trust it?")));
  }

  @Test
  void theTokenIsNowhere() throws IOException {
    Failure wrong = git.failure(good.url("shop"), CheckoutFixture.token("ghp_wrong1"));
    git.checkedOut(good.url("shop"), CheckoutFixture.token(TOKEN));

    assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, wrong.code());
    assertFalse(wrong.toString().contains("ghp_wrong1"), wrong.toString());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("ghp_"), file.toString());
      }
    }
  }

  /** Ports and names are part of JGit's messages. */
  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:40143/shop.git", "http://127.0.0.1:1/not-authorized.git", "http://127.0.0.1:1/404.git"})
  void theAddressIsNotTakenForTheAnswer(String url) {
    Failure failure = GitFailures.of(new TransportException(url + ": 502 Bad Gateway"),
        new GitRemote(RepositoryUrl.of(url), CheckoutFixture.PUBLIC, Duration.ofSeconds(1), 1));

    assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code());
  }

  private void answering(HttpHandler handler) {
    other.createContext("/", exchange -> {
      try (exchange) {
        asked.add(exchange.getRequestURI().toString());
        handler.handle(exchange);
      }
    });
  }

  private String otherUrl(String path) {
    return "http://127.0.0.1:" + other.getAddress().getPort() + "/" + path;
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
