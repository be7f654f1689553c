package io.datachannel.dbt.adapters.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A git server over smart HTTP on the loopback interface, with basic authentication when a user is given. */
public final class SmartHttpGitServer implements AutoCloseable {
  private static final String SERVICE = "git-upload-pack";
  private static final int CHUNK = 64 * 1024;

  private final HttpServer http;
  private final Path repositories;
  private final Optional<String> userAndToken;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Duration pause = Duration.ZERO;
  private volatile OfACommit ofACommit = OfACommit.ALL;
  private volatile boolean revoked;

  /** What is sent of a commit that is asked for. */
  enum OfACommit { ALL, HALF_AND_THEN_NOTHING, WITHOUT_END }

  private SmartHttpGitServer(HttpServer http, Path repositories, Optional<String> userAndToken) {
    this.http = http;
    this.repositories = repositories;
    this.userAndToken = userAndToken;
  }

  /**
   * @param repositories serves each folder in it, {@code NAME/.git}, as {@code /NAME.git}
   * @param userAndToken {@code user:token}; everyone may read when it is empty
   */
  public static SmartHttpGitServer start(Path repositories, Optional<String> userAndToken) throws IOException {
    return start(repositories, userAndToken, 0);
  }

  /** The same on this port; 0 for any free one. */
  public static SmartHttpGitServer start(Path repositories, Optional<String> userAndToken, int port) throws IOException {
    return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0), repositories, userAndToken);
  }

  /** The same over TLS. @param context with the certificate of localhost */
  static SmartHttpGitServer startSecure(Path repositories, SSLContext context) throws IOException {
    HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    return start(https, repositories, Optional.empty());
  }

  private static SmartHttpGitServer start(HttpServer http, Path repositories, Optional<String> userAndToken) {
    SmartHttpGitServer server = new SmartHttpGitServer(http, repositories, userAndToken);
    http.createContext("/", server::serve);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return server;
  }

  public String url(String name) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + name + ".git";
  }

  /** How many bytes of answers were taken from this server. */
  long sent() {
    return sent.get();
  }

  /** How many requests came. */
  public int requests() {
    return requests.get();
  }

  /** The next so many requests are answered as by a server that is overloaded. */
  public void failNext(int times) {
    failing.set(times);
  }

  /** From now on nobody is let in. */
  void revoke() {
    revoked = true;
  }

  void send(OfACommit what) {
    ofACommit = what;
  }

  /** From now on, when a commit is asked for, each byte comes after a pause. */
  void sendByteByByte(Duration pauseBetween) {
    pause = pauseBetween;
  }

  /** @param host under which name or address it is reached */
  String secureUrl(String host, String name) {
    return "https://" + host + ":" + http.getAddress().getPort() + "/" + name + ".git";
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Path folder = repositories.resolve(path.replaceFirst("^/", "").replaceFirst("\\.git/.*", "")).resolve(".git");
      requests.incrementAndGet();
      if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
      } else if (!authorized(exchange)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (!Files.isDirectory(folder)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (path.endsWith("/info/refs")) {
        answer(exchange, folder, true);
      } else {
        answer(exchange, folder, false);
      }
    }
  }

  private boolean authorized(HttpExchange exchange) {
    String expected = userAndToken.map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .orElse("");
    return !revoked && (userAndToken.isEmpty() || expected.equals(exchange.getRequestHeaders().getFirst("Authorization")));
  }

  private void answer(HttpExchange exchange, Path folder, boolean advertise) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] asked = requestBody(exchange).readAllBytes();
    try (Repository repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).build()) {
      UploadPack upload = new UploadPack(repository);
      upload.setBiDirectionalPipe(false);
      String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
      if (protocol != null) {
        upload.setExtraParameters(Set.copyOf(Arrays.asList(protocol.split(":"))));
      }
      if (advertise) {
        PacketLineOut packets = new PacketLineOut(body);
        packets.writeString("# service=" + SERVICE + "\n");
        packets.end();
        upload.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(packets));
      } else {
        upload.upload(new ByteArrayInputStream(asked), body, null);
      }
    }
    exchange.getResponseHeaders().add("Content-Type", "application/x-" + SERVICE + (advertise ? "-advertisement" : "-result"));
    boolean fetch = new String(asked, StandardCharsets.ISO_8859_1).contains("command=fetch");
    OfACommit what = fetch ? ofACommit : OfACommit.ALL;
    exchange.sendResponseHeaders(200, what == OfACommit.WITHOUT_END ? 0 : body.size());
    try (OutputStream out = exchange.getResponseBody()) {
      switch (what) {
        case ALL -> send(new ByteArrayInputStream(body.toByteArray()), out, fetch && !pause.isZero() ? 1 : CHUNK);
        case HALF_AND_THEN_NOTHING -> {
          send(new ByteArrayInputStream(body.toByteArray(), 0, body.size() / 2), out, CHUNK);
          closed.await();
        }
        case WITHOUT_END -> sendWithoutEnd(out);
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Words about the progress of a pack that never comes (gitprotocol-v2, "packfile"). */
  private void sendWithoutEnd(OutputStream out) throws IOException {
    byte[] words = ("0fff\u0002" + "x".repeat(0xfff - 6) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    send(new ByteArrayInputStream("000dpackfile\n".getBytes(StandardCharsets.US_ASCII)), out, CHUNK);
    while (closed.getCount() > 0) {
      send(new ByteArrayInputStream(words), out, CHUNK);
    }
  }

  private void send(InputStream body, OutputStream out, int chunk) throws IOException {
    for (byte[] next = body.readNBytes(chunk); next.length > 0; next = body.readNBytes(chunk)) {
      out.write(next);
      out.flush();
      sent.addAndGet(next.length);
      if (chunk == 1) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  private static InputStream requestBody(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }
}
