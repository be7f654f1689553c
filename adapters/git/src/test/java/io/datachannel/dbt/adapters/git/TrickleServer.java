package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Answers with good headers and then, for as long as someone listens, with a byte now and then. */
final class TrickleServer implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String HEADERS =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\nConnection: close\r\n\r\n001e# service=git-upload-pack\n0000";

  private final ServerSocket server;

  private TrickleServer(ServerSocket server) {
    this.server = server;
  }

  static TrickleServer start() throws IOException {
    TrickleServer trickle = new TrickleServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(trickle::serve);
    return trickle;
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/shop.git";
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept(); OutputStream out = client.getOutputStream()) {
        out.write(HEADERS.getBytes(StandardCharsets.US_ASCII));
        // A line of the longest length there is, of which little comes.
        out.write("fff0".getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write('0');
          out.flush();
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } catch (IOException _) {
        // The client has gone, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
