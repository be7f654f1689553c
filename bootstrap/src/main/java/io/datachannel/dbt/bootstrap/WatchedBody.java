package io.datachannel.dbt.bootstrap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A request's body whose client is left when it says nothing for too long, or does not come to an end. */
final class WatchedBody extends FilterInputStream {
  private static final int CHUNK = 8192;

  private final SilentClients clients;
  private final Patience patience;
  private final long begun = System.nanoTime();
  private boolean broken;

  /**
   * How long a client may take.
   *
   * @param silence without a byte
   * @param whole   for all of the body
   */
  record Patience(Duration silence, Duration whole) {}

  WatchedBody(InputStream body, SilentClients clients, Patience patience) {
    super(body);
    this.clients = clients;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    SilentClients.Wait wait = clients.begin(left());
    boolean whole = false;
    try {
      int got = super.read(bytes, offset, length);
      whole = true;
      return got;
    } finally {
      boolean left = wait.end();
      broken |= left || !whole;
      if (left) {
        throw new IOException("the client fell silent within the body");
      }
    }
  }

  private Duration left() {
    Duration rest = patience.whole().minusNanos(System.nanoTime() - begun);
    return rest.compareTo(patience.silence()) < 0 ? rest : patience.silence();
  }

  /** What is left is read here, since the server would do so without looking at the time. */
  @Override
  public void close() throws IOException {
    byte[] rest = new byte[CHUNK];
    while (!broken && read(rest, 0, CHUNK) >= 0) { }
    if (!broken) {
      super.close();
    }
  }
}
