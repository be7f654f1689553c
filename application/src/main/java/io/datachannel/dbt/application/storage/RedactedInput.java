package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.domain.secret.RedactedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of another stream without secrets. They are read block by block, and the stream is not closed. */
public final class RedactedInput extends InputStream {
  private static final int BLOCK = 1 << 16;

  private final InputStream from;
  private final RedactedStream redacted;
  private final byte[] block = new byte[BLOCK];
  private byte[] ready = {};
  private int at;
  private boolean over;

  /** @param redacted for bytes */
  public RedactedInput(InputStream from, RedactedStream redacted) {
    this.from = from;
    this.redacted = redacted;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (at == ready.length) {
      if (over) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, buffer, offset, count);
    at += count;
    return count;
  }

  private void fill() throws IOException {
    int got = from.read(block);
    over = got < 0;
    String text = over ? redacted.end() : redacted.next(new String(block, 0, got, StandardCharsets.ISO_8859_1));
    ready = text.getBytes(StandardCharsets.ISO_8859_1);
    at = 0;
  }
}
