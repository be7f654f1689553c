package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether servers of private networks see a connection at all: a real socket on the loopback interface stands for them. */
@Tag("fault-27")
class PrivateServersTest {
  @TempDir private Path folder;
  private CheckoutRig rig;
  private ServerSocket server;

  @BeforeEach
  void aServer() throws IOException {
    rig = CheckoutRig.in(folder);
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost:%d/shop.git", "https://127.0.0.2:%d/shop.git", "https://[::ffff:127.0.0.1]:%d/shop.git",
      "https://LOCALHOST:%d/shop.git", "https://0.0.0.0:%d/shop.git", "https://[::]:%d/shop.git", "https://[::1]:%d/shop.git"})
  void aPrivateServerSeesNoConnectionWhetherByNameOrByAddress(String url) {
    Failure failure = rig.failure(url.formatted(server.getLocalPort()));

    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure.code(), failure.toString());
    assertTrue(failure.message().contains("git.private-hosts"), failure.message());
    assertNoConnection();
  }

  /** What may lead to this machine by the system's resolver alone. */
  @ParameterizedTest
  @ValueSource(strings = {"https://localhost.:%d/shop.git", "https://0x7f000001:%d/shop.git", "https://0x7f.1:%d/shop.git", "https://0x7f.0x0.0x0.0x1:%d/shop.git"})
  void aNameThatIsAnAddressToOthersLeadsNowhere(String url) {
    try {
      Failure failure = rig.failure(url.formatted(server.getLocalPort()));
      assertTrue(failure.code() == FailureCode.REPOSITORY_URL_REFUSED || failure.code() == FailureCode.REPOSITORY_UNREACHABLE, failure.toString());
    } catch (InvalidInput refused) {
      assertEquals(FailureCode.REPOSITORY_URL_REFUSED, refused.code());
    }
    assertNoConnection();
  }

  @Test
  void theSameBySsh() {
    Failure failure = rig.failure("ssh://git@localhost:" + server.getLocalPort() + "/shop.git", new Ed25519Keys().fresh());

    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure.code(), failure.toString());
    assertNoConnection();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.0/8"})
  void oneThatTheOperatorNamesIsConnectedTo(String allowed) throws Exception {
    Thread.ofVirtual().start(() -> {
      try {
        server.accept().close();
      } catch (IOException closed) {
        // The test is over.
      }
    });

    Failure failure = rig.reaching(allowed).failure("https://localhost:" + server.getLocalPort() + "/shop.git");

    assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
  }

  /** A name that answers a look with one address and a connection with another gains nothing: it is asked once. */
  @Test
  void theAddressThatIsLookedAtIsTheOneThatIsConnectedTo() throws Exception {
    InetSocketAddress inside = new InetSocketAddress(
        InetAddress.getByAddress("looks-public.invalid", InetAddress.getLoopbackAddress().getAddress()), server.getLocalPort());
    try (Socket refusing = socket(ReachableHosts.PUBLIC); Socket allowing = socket(ReachableHosts.of(List.of("127.0.0.1")))) {
      assertThrows(TransferRefused.class, () -> refusing.connect(inside, 1000));
      assertNoConnection();

      allowing.connect(inside, 1000);
      assertEquals(InetAddress.getLoopbackAddress(), allowing.getInetAddress());
    }
  }

  private static Socket socket(ReachableHosts reachable) throws IOException {
    Conversation conversation = new Conversation(RepositoryUrl.of("https://looks-public.invalid/shop.git"), CheckoutRig.PUBLIC,
        new RepositoryAddressPolicy(List.of(), List.of(), reachable), Long.MAX_VALUE);
    return new GuardedHttp(conversation).sockets().createSocket();
  }

  /** Git's old protocol lets a repository name others that hold its objects. */
  @Test
  void aServerThatLeadsToAnotherIsNotFollowed() throws Exception {
    try (ScriptedHttpServer elsewhere = ScriptedHttpServer.answering(200, Map.of(), "")) {
      HttpServer dumb = dumbServer(Map.of("/shop.git/info/refs", "0123456789abcdef0123456789abcdef01234567\trefs/heads/main\n",
          "/shop.git/HEAD", "ref: refs/heads/main\n", "/shop.git/objects/info/http-alternates", elsewhere.url("shop.git/objects/") + "\n"));
      try {
        Failure failure = rig.failure("http://127.0.0.1:" + dumb.getAddress().getPort() + "/shop.git", CheckoutRig.token("ghp_some_token"));

        assertEquals(0, elsewhere.requests(), failure.toString());
      } finally {
        dumb.stop(0);
      }
    }
  }

  /** JGit makes room for as much of such a file as the server claims. */
  @Test
  @Tag("fault-25")
  void noFilesAreReadByGitsOldProtocol() throws Exception {
    Map<String, String> files = Map.of("/shop.git/info/refs", "0123456789abcdef0123456789abcdef01234567\trefs/heads/main\n",
        "/shop.git/HEAD", "ref: refs/heads/main\n");
    HttpServer dumb = dumbServer(files);
    try {
      String url = "http://127.0.0.1:" + dumb.getAddress().getPort() + "/shop.git";
      Failure failure = rig.failure(url);
      assertEquals(FailureCode.REPOSITORY_NOT_FOUND, failure.code(), failure.toString());
      assertTrue(failure.message().contains("old protocol"), failure.message());

      Conversation conversation = new Conversation(RepositoryUrl.of(url), CheckoutRig.PUBLIC,
          new RepositoryAddressPolicy(List.of(), List.of("127.0.0.1"), ReachableHosts.PUBLIC), Long.MAX_VALUE);
      HttpConnection head = new GuardedHttpConnection(URI.create(url + "/HEAD").toURL(), null, conversation);
      assertEquals(200, head.getResponseCode());
      assertEquals(-1, head.getContentLength());
    } finally {
      dumb.stop(0);
    }
  }

  private static HttpServer dumbServer(Map<String, String> files) throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", exchange -> {
      try (exchange) {
        byte[] file = files.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        exchange.sendResponseHeaders(file.length == 0 ? 404 : 200, file.length == 0 ? -1 : file.length);
        if (file.length > 0) {
          exchange.getResponseBody().write(file);
        }
      }
    });
    http.start();
    return http;
  }

  /** One that was made would wait to be accepted. */
  private void assertNoConnection() {
    assertThrows(SocketTimeoutException.class, () -> {
      server.setSoTimeout(1);
      server.accept().close();
    });
  }
}
