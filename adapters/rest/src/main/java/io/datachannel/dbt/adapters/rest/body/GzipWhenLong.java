package io.datachannel.dbt.adapters.rest.body;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Holds back what is written until it is more than {@link #SHORT} bytes, which are compressed from then on, or until it is finished. */
final class GzipWhenLong extends OutputStream {
  /** Less than that fits into one packet anyway. */
  static final int SHORT = 1024;
  private static final int PIECE = 16 * 1024;

  private final OutputStream plain;
  private final Runnable beforeFirst;
  private final byte[] held = new byte[SHORT];
  private int count;
  private Optional<GZIPOutputStream> gzip = Optional.empty();

  /** @param beforeFirst called before the first compressed byte; not when it stays short */
  GzipWhenLong(OutputStream plain, Runnable beforeFirst) {
    this.plain = plain;
    this.beforeFirst = beforeFirst;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (gzip.isEmpty() && count + length <= SHORT) {
      System.arraycopy(bytes, from, held, count, length);
      count += length;
      return;
    }
    if (gzip.isEmpty()) {
      beforeFirst.run();
      GZIPOutputStream begun = new GZIPOutputStream(plain, PIECE);
      begun.write(Arrays.copyOf(held, count));
      gzip = Optional.of(begun);
    }
    gzip.get().write(bytes, from, length);
  }

  /** Nothing leaves before it is worth a packet; {@link #finish} sends the rest. */
  @Override
  public void flush() {}

  /** Writes what was held back, or the end of the compressed bytes. The stream behind stays open. */
  void finish() throws IOException {
    if (gzip.isPresent()) {
      gzip.get().finish();
    } else {
      plain.write(held, 0, count);
    }
    plain.flush();
  }
}
