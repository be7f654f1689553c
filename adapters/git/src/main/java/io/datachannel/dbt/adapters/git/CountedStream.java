package io.datachannel.dbt.adapters.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a conversation of each byte that it gave. */
final class CountedStream extends FilterInputStream {
  private final Conversation conversation;

  CountedStream(InputStream bytes, Conversation conversation) {
    super(bytes);
    this.conversation = conversation;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    conversation.count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    conversation.count(Math.max(0, count));
    return count;
  }

  @Override
  public long skip(long most) throws IOException {
    long skipped = super.skip(most);
    conversation.count(skipped);
    return skipped;
  }
}
