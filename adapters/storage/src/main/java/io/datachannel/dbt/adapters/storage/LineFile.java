package io.datachannel.dbt.adapters.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file of lines that grows at its end, and only by whole lines. */
final class LineFile implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final FileChannel channel;

  private LineFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Half a line at the end, which a crash may have left, is dropped: what follows must not be glued to it. */
  static LineFile open(Path file) throws IOException {
    try (FileChannel found = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      found.truncate(endOfLastLine(found));
    }
    // Appending, so that a writer that was taken for dead and the one after it do not write over each other.
    return new LineFile(FileChannel.open(file, StandardOpenOption.APPEND));
  }

  /** In bytes. */
  long size() throws IOException {
    return channel.size();
  }

  /** Written as a whole or, on a full disk, not at all. @return how many bytes it has */
  int append(String line) throws IOException {
    long before = channel.size();
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      channel.truncate(before);
      throw failed;
    }
    return bytes.capacity();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The last whole line, or its end when it is very long; empty when there is none. */
  static Optional<String> last(Path file) throws IOException {
    try (FileChannel found = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = endOfLastLine(found);
      if (end == 0) {
        return Optional.empty();
      }
      ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, end - 1));
      found.read(block, end - 1 - block.capacity());
      String before = new String(block.array(), 0, block.position(), StandardCharsets.UTF_8);
      return Optional.of(before.substring(before.lastIndexOf('\n') + 1));
    }
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long end = channel.size(); end > 0; end -= BLOCK) {
      long start = Math.max(0, end - BLOCK);
      block.clear().limit((int) (end - start));
      channel.read(block, start);
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return start + i + 1;
        }
      }
    }
    return 0;
  }
}
