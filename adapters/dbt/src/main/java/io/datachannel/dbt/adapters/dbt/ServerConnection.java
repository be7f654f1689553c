package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.OutputLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A connection to dbt_server.py, whose process for it has said hello. Lines are read by one thread and written by any. */
final class ServerConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final int longestLine;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);

  private ServerConnection(SocketChannel channel, int longestLine) {
    this.channel = channel;
    this.longestLine = longestLine;
  }

  /** @throws IOException when the server is gone, does not answer in time, or will not serve; nothing was begun then */
  static ServerConnection open(Path socket, Duration patience, int longestLine) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    ServerConnection connection = new ServerConnection(channel, longestLine);
    try {
      ToldObject first = connection.within(patience, () -> {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return connection.readObject();
      });
      if (!first.text("event").equals("hello")) {
        throw new IOException(first.text("reason"));
      }
      return connection;
    } catch (IOException | RuntimeException | Error failed) {
      connection.close();
      throw failed;
    }
  }

  /** What is said to a line; when all of it takes too long, the connection is closed. @throws IOException also when there is no answer */
  ToldObject answerTo(String line, Duration patience) throws IOException {
    return within(patience, () -> {
      writeLine(line);
      return readObject();
    });
  }

  private ToldObject within(Duration patience, Answer answer) throws IOException {
    CountDownLatch answered = new CountDownLatch(1);
    Thread.ofVirtual().name("dbt-server-patience").start(() -> closeUnless(answered, patience));
    try {
      return answer.get().orElseThrow(() -> new IOException("It is gone, or did not answer in time."));
    } finally {
      answered.countDown();
    }
  }

  @FunctionalInterface
  private interface Answer {
    Optional<ToldObject> get() throws IOException;
  }

  private void closeUnless(CountDownLatch answered, Duration patience) {
    try {
      if (!answered.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        close();
      }
    } catch (InterruptedException stopping) {
      close();
    }
  }

  /** @return false when the other side is gone */
  boolean writeLine(String line) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    synchronized (channel) {
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        return true;
      } catch (IOException gone) {
        return false;
      }
    }
  }

  /** The other side reads the end of the stream, and may still answer. */
  void sayNoMore() {
    try {
      channel.shutdownOutput();
    } catch (IOException gone) {
      // It reads no more.
    }
  }

  /** Empty at the end of the stream. */
  Optional<OutputLine> readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      while (true) {
        if (!buffer.hasRemaining() && !fill()) {
          return Optional.empty();
        }
        byte[] bytes = buffer.array();
        int from = buffer.position();
        int end = from;
        while (end < buffer.limit() && bytes[end] != '\n') {
          end++;
        }
        // The runner writes none that is longer; what it would be of is told not to be understood.
        line.write(bytes, from, Math.min(end - from, longestLine - line.size()));
        if (end < buffer.limit()) {
          buffer.position(end + 1);
          return Optional.of(new OutputLine(OutputLine.Source.STDOUT, line.toString(StandardCharsets.UTF_8), false));
        }
        buffer.position(end);
      }
    } catch (IOException gone) {
      // It ended without having read all that was said to it.
      return Optional.empty();
    }
  }

  private boolean fill() throws IOException {
    int count = channel.read(buffer.clear());
    buffer.flip();
    return count > 0;
  }

  /** @throws IOException when the line is no JSON object */
  private Optional<ToldObject> readObject() throws IOException {
    Optional<OutputLine> line = readLine();
    return line.isEmpty() ? Optional.empty() : Optional.of(ToldObject.of(line.get().text()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException closed) {
      // Nothing is left to close.
    }
  }
}
