package io.datachannel.dbt.adapters.storage.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between the service and a store. Each request comes on a connection of its own, so connections are counted. */
public final class TroubledWay implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)\\s*$");
  private static final Pattern HELD_BACK = Pattern.compile("(?im)^expect: *100-continue\\s*$");

  private final ServerSocket server;
  private final S3Server behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Trouble trouble = new None();

  /** What becomes of a request. */
  public sealed interface Trouble {}

  /** It is answered by the store. */
  public record None() implements Trouble {}

  /** It is answered by this. @param code S3's */
  public record Answered(int status, String code) implements Trouble {}

  /** It is never answered. */
  public record Silence() implements Trouble {}

  /** The connection is cut in the middle of it. */
  public record Cut() implements Trouble {}

  public TroubledWay(S3Server server) {
    this.behind = server;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** The store as it is reached this way; silence is given up after 0.2 s. */
  public S3ObjectStorage storage() {
    S3Settings direct = behind.settings();
    return new S3ObjectStorage(new S3Settings(direct.bucket(), direct.region(), Optional.of(URI.create("http://127.0.0.1:" + server.getLocalPort())),
        direct.prefix(), direct.pathStyle(), direct.login()), Duration.ofMillis(200));
  }

  /** From now on. */
  public void is(Trouble now) {
    trouble = now;
    open.forEach(TroubledWay::close);
    open.clear();
  }

  /** How many arrived since this was asked last. */
  public int requests() {
    return requests.getAndSet(0);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        requests.incrementAndGet();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      is(new None());
    }
  }

  private void serve(Socket client) {
    try {
      switch (trouble) {
        case None _ -> pass(client);
        case Answered answered -> {
          answer(client, answered);
          close(client);
        }
        case Silence _ -> client.getInputStream().read();
        case Cut _ -> {
          client.getInputStream().read();
          close(client);
        }
      }
    } catch (IOException gone) {
      close(client);
    }
  }

  private void pass(Socket client) throws IOException {
    Socket store = new Socket(behind.address().getHost(), behind.address().getPort());
    open.add(store);
    Thread.ofVirtual().start(() -> copy(store, client));
    copy(client, store);
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // Both are closed.
    }
    close(from);
    close(to);
  }

  private static void answer(Socket client, Answered answered) throws IOException {
    InputStream in = client.getInputStream();
    String head = head(in);
    Matcher length = LENGTH.matcher(head);
    if (length.find() && !HELD_BACK.matcher(head).find()) {
      in.skipNBytes(Long.parseLong(length.group(1)));
    }
    String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + answered.code() + "</Code><Message>No.</Message></Error>";
    String shown = head.startsWith("HEAD") ? "" : body;
    client.getOutputStream().write(("HTTP/1.1 " + answered.status() + " No\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
        + body.length() + "\r\n\r\n" + shown).getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int value = in.read();
      if (value < 0) {
        throw new IOException("the request has no end");
      }
      head.write(value);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
