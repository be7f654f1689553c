package io.datachannel.dbt.bootstrap.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to the database on which the connection breaks when a commit was handed on, and its answer not: nobody knows then whether it is kept.
 * The words of the protocol are in the open, since the connections of tests are not encrypted.
 */
final class CutAtCommits implements AutoCloseable {
  private static final int EXECUTED_MILLIS = 200;

  private final ServerSocket server;
  private final String url;
  private final URI database;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile int each = Integer.MAX_VALUE;

  private CutAtCommits(ServerSocket server, String url) {
    this.server = server;
    this.url = url;
    this.database = URI.create(url.substring("jdbc:".length()));
  }

  /** Nothing is cut yet. */
  static CutAtCommits to(String url) {
    try {
      CutAtCommits way = new CutAtCommits(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), url);
      Thread.ofVirtual().start(way::accept);
      return way;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String url() {
    return url.replace(":" + database.getPort() + "/", ":" + server.getLocalPort() + "/");
  }

  /** From now on one of so many commits is not answered. */
  void cutEach(int number) {
    each = number;
  }

  /** How often so far. */
  int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket service = server.accept();
        Socket behind = new Socket(database.getHost(), database.getPort());
        Thread.ofVirtual().start(() -> copy(service, behind));
        Thread.ofVirtual().start(() -> copyAnswers(behind, service));
      }
    } catch (IOException closed) {
      // The test is over, and the copies with it.
    }
  }

  private void copy(Socket service, Socket behind) {
    byte[] bytes = new byte[64 * 1024];
    try (service; behind; InputStream in = service.getInputStream(); OutputStream out = behind.getOutputStream()) {
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (commits(bytes, length) && commits.incrementAndGet() % each == 0) {
          cuts.incrementAndGet();
          service.close();
          out.write(bytes, 0, length);
          // The server does not carry out what it reads from a client that has gone.
          new CountDownLatch(1).await(EXECUTED_MILLIS, TimeUnit.MILLISECONDS);
          return;
        }
        out.write(bytes, 0, length);
      }
    } catch (IOException cut) {
      // One end is enough: the other is closed with it.
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** A command has a header of four bytes, and a statement's begins with 3. */
  private static boolean commits(byte[] bytes, int length) {
    return length == "commit".length() + 5
        && new String(bytes, 5, length - 5, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).equals("commit");
  }

  private static void copyAnswers(Socket behind, Socket service) {
    try (behind; service; InputStream in = behind.getInputStream(); OutputStream out = service.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException cut) {
      // As above.
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
