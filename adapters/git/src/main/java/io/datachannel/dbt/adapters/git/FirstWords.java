package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.InputStream;

/** Gives so many of the first bytes, and reads what comes behind them without giving it to anyone: it may be kept until the end. */
final class FirstWords extends ReadByBlocks {
  private static final int AT_ONCE = 8192;

  private long left;

  FirstWords(InputStream words, long most) {
    super(words);
    this.left = most;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left > 0) {
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
    byte[] ignored = new byte[AT_ONCE];
    while (in.read(ignored, 0, AT_ONCE) >= 0) {
      // Otherwise the server would wait for its words to be taken.
    }
    return -1;
  }
}
