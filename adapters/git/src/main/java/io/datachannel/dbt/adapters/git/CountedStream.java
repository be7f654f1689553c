package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.InputStream;

/** Tells a conversation of each byte that it gave. */
final class CountedStream extends ReadByBlocks {
  private static final int AT_ONCE = 8192;

  private final Conversation conversation;
  private final ProgressWords words = new ProgressWords();

  CountedStream(InputStream bytes, Conversation conversation) {
    super(bytes);
    this.conversation = conversation;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      conversation.count(count, words.among(buffer, offset, count));
    }
    return count;
  }

  /** By reading, since what is skipped counts, too. */
  @Override
  public long skip(long most) throws IOException {
    byte[] skipped = new byte[Math.clamp(most, 0, AT_ONCE)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  /** What came twice would be counted twice. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
