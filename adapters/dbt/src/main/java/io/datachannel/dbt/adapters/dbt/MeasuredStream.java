package io.datachannel.dbt.adapters.dbt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which no more is read than is allowed, but for what its reader reads ahead. */
final class MeasuredStream extends FilterInputStream {
  private long allowed;

  MeasuredStream(InputStream stream, long allowed) {
    super(stream);
    this.allowed = allowed;
  }

  /** From here. */
  void allow(long bytes) {
    allowed = bytes;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    took(1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    took(count);
    return count;
  }

  private void took(int bytes) {
    allowed -= Math.max(bytes, 0);
    if (allowed < 0) {
      throw new TooLarge("a part of it is larger than the service reads");
    }
  }
}
