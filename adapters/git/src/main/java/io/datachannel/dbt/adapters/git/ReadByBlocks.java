package io.datachannel.dbt.adapters.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that looks at what is read in one place: by blocks. */
abstract class ReadByBlocks extends FilterInputStream {

  ReadByBlocks(InputStream bytes) {
    super(bytes);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
