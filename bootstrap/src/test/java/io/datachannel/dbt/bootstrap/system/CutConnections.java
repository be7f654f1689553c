package io.datachannel.dbt.bootstrap.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a browser and the service, and breaks all connections off when it is told. */
final class CutConnections implements AutoCloseable {
  private final ServerSocket server;
  private final URI service;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private CutConnections(ServerSocket server, URI service) {
    this.server = server;
    this.service = service;
  }

  static CutConnections before(URI service) {
    return before(service, 0);
  }

  /** @param port that it listens on, 0 for any free one */
  static CutConnections before(URI service, int port) {
    try {
      CutConnections between = new CutConnections(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), service);
      Thread.ofVirtual().start(between::accept);
      return between;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Connections that come later are good again. */
  void now() {
    open.forEach(CutConnections::close);
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket browser = server.accept();
        Socket behind = new Socket(service.getHost(), service.getPort());
        open.add(browser);
        open.add(behind);
        Thread.ofVirtual().start(() -> copy(browser, behind));
        Thread.ofVirtual().start(() -> copy(behind, browser));
      }
    } catch (IOException closed) {
      now();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException cut) {
      // One end is enough: the other is closed with it.
    }
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
    now();
  }
}
