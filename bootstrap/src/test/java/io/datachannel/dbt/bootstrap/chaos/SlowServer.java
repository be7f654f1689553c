package io.datachannel.dbt.bootstrap.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes connections, and says nothing, or hardly anything, until it is closed. */
final class SlowServer implements AutoCloseable {
  private static final byte[] SAID = "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int bytesASecond;
  private final ServerSocket server;
  private final CountDownLatch over = new CountDownLatch(1);

  SlowServer(int bytesASecond) {
    this.bytesASecond = bytesASecond;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** With a slash at its end. */
  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> answer(client));
      }
    } catch (IOException closed) {
      over.countDown();
    }
  }

  private void answer(Socket client) {
    try (client; OutputStream out = client.getOutputStream()) {
      for (int sent = 0; !over.await(1, TimeUnit.SECONDS); sent += bytesASecond) {
        out.write(SAID, sent % (SAID.length - bytesASecond), bytesASecond);
        out.flush();
      }
    } catch (IOException gone) {
      // It has waited long enough.
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
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
