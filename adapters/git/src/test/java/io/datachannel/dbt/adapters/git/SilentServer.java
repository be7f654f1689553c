package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Says as much as it is told to, and then nothing more, until whoever listens hangs up. */
final class SilentServer implements AutoCloseable {
  private static final String HEADERS =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\nConnection: close\r\n\r\n";

  /** When it falls silent. */
  enum Point {
    ACCEPTED(""),
    WITHIN_HEADERS("HTTP/1.1 200 OK\r\nContent-Type: applic"),
    BEHIND_HEADERS(HEADERS),
    WITHIN_THE_LIST(HEADERS + "001e# service=git-upload-pack\n0000fff0");

    private final String said;

    Point(String said) {
      this.said = said;
    }
  }

  private final ServerSocket server;
  private final Point point;
  private final CountDownLatch left = new CountDownLatch(1);

  private SilentServer(ServerSocket server, Point point) {
    this.server = server;
    this.point = point;
  }

  static SilentServer silentAfter(Point point) throws IOException {
    SilentServer silent = new SilentServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), point);
    Thread.ofVirtual().start(silent::serve);
    return silent;
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/shop.git";
  }

  /** Returns when the connection was closed by the other side. */
  void awaitLeft() throws InterruptedException {
    left.await();
  }

  private void serve() {
    try (Socket client = server.accept(); InputStream in = client.getInputStream()) {
      client.getOutputStream().write(point.said.getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().flush();
      in.transferTo(OutputStream.nullOutputStream());
      left.countDown();
    } catch (IOException reset) {
      left.countDown();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
