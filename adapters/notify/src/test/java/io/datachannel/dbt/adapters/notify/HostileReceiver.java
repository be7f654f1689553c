package io.datachannel.dbt.adapters.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Takes a connection, reads the head of the request, and then does what it likes. */
final class HostileReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What it does with a connection; the socket is closed behind it. */
  interface Conduct {
    void with(OutputStream out, HostileReceiver receiver) throws IOException, InterruptedException;
  }

  HostileReceiver(Conduct conduct) throws IOException {
    this(true, conduct);
  }

  /** Does not wait for a request. */
  static HostileReceiver deaf(Conduct conduct) throws IOException {
    return new HostileReceiver(false, conduct);
  }

  private HostileReceiver(boolean readsHead, Conduct conduct) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          connections.incrementAndGet();
          BufferedReader head = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
          for (String line = readsHead ? head.readLine() : ""; line != null && !line.isEmpty(); line = head.readLine()) { }
          conduct.with(socket.getOutputStream(), this);
        } catch (IOException _) {
          // The other side had enough.
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException(interrupted);
        }
      }
    });
  }

  void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    written.addAndGet(text.length());
  }

  /** Returns when the test is over. */
  void hang() throws InterruptedException {
    closed.await();
  }

  CountDownLatch closed() {
    return closed;
  }

  int connections() {
    return connections.get();
  }

  long written() {
    return written.get();
  }

  int port() {
    return server.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
