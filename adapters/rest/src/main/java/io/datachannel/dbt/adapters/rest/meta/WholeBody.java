package io.datachannel.dbt.adapters.rest.meta;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A request's body that fails when it ends before its declared length: a connection that broke must not be taken for an end. */
final class WholeBody extends FilterInputStream {
  private final Optional<Long> declared;
  private long read;

  /** @param declared the Content-Length; absent for a chunked body, whose last chunk the server itself waits for */
  WholeBody(InputStream body, Optional<Long> declared) {
    super(body);
    this.declared = declared;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got;
    try {
      got = super.read(bytes, offset, length);
    } catch (RuntimeException broken) {
      // The server's own words for a connection that broke, or a chunk that is none.
      throw new IOException("the body broke off after " + read + " bytes", broken);
    }
    if (got < 0 && declared.filter(whole -> read < whole).isPresent()) {
      throw new EOFException("the body ended after " + read + " of " + declared.get() + " bytes");
    }
    read += Math.max(got, 0);
    return got;
  }
}
