package io.datachannel.dbt.bootstrap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request's body whose client is left when it says nothing for too long, or does not come to an end. */
final class WatchedBody extends FilterInputStream {
  private static final int CHUNK = 8192;

  private final SilentClients clients;
  private final long longest;
  private final long begun = System.nanoTime();

  /** @param longest for all of it */
  WatchedBody(InputStream body, SilentClients clients, Duration longest) {
    super(body);
    this.clients = clients;
    this.longest = longest.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (System.nanoTime() - begun > longest) {
      throw new IOException("the body took too long");
    }
    SilentClients.Wait wait = clients.begin();
    try {
      return super.read(bytes, offset, length);
    } finally {
      if (wait.end()) {
        throw new IOException("the client fell silent within the body");
      }
    }
  }

  /** What is left is read here, since the server would do so without looking at the time. */
  @Override
  public void close() throws IOException {
    byte[] rest = new byte[CHUNK];
    while (read(rest, 0, CHUNK) >= 0) { }
    super.close();
  }
}
