package io.datachannel.dbt.adapters.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a stream of bytes into lines of bounded length, whatever the bytes are; a longer line is told in pieces. */
final class Lines {
  private static final int LONGEST_CHARACTER = 4;

  private final OutputLine.Source source;
  private final Consumer<OutputLine> listener;
  private final int longestLine;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean begun;

  Lines(OutputLine.Source source, int longestLine, Consumer<OutputLine> listener) {
    this.source = source;
    this.listener = listener;
    this.longestLine = longestLine;
  }

  /** Reads to the end; a last line without a line end counts as a line. */
  void readAll(InputStream stream) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      int from = 0;
      for (int index = 0; index < count; index++) {
        if (buffer[index] == '\n') {
          add(buffer, from, index);
          end();
          from = index + 1;
        }
      }
      add(buffer, from, count);
    }
    if (line.size() > 0 || begun) {
      end();
    }
  }

  private void add(byte[] bytes, int from, int to) {
    int at = from;
    while (line.size() + to - at > longestLine) {
      int room = longestLine - line.size();
      line.write(bytes, at, room);
      at += room;
      piece(bytes[at]);
    }
    line.write(bytes, at, to - at);
  }

  private void piece(byte next) {
    byte[] bytes = line.toByteArray();
    int end = endOfCharacters(bytes, next);
    line.reset();
    line.write(bytes, end, bytes.length - end);
    begun = true;
    listener.accept(new OutputLine(source, new String(bytes, 0, end, StandardCharsets.UTF_8), true));
  }

  private void end() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    begun = false;
    listener.accept(new OutputLine(source, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, false));
  }

  /** Where the last character ends that is whole without what follows. */
  private static int endOfCharacters(byte[] bytes, byte next) {
    if (!goesOn(next)) {
      return bytes.length;
    }
    for (int end = bytes.length - 1; end > Math.max(0, bytes.length - LONGEST_CHARACTER); end--) {
      if (!goesOn(bytes[end])) {
        return end;
      }
    }
    return bytes.length;
  }

  /** Whether it is not the first byte of a character. */
  private static boolean goesOn(byte one) {
    return (one & 0xc0) == 0x80;
  }
}
