package io.datachannel.dbt.adapters.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a stream of bytes into lines of bounded length, whatever the bytes are. */
final class Lines {
  private final OutputLine.Source source;
  private final Consumer<OutputLine> listener;
  private final byte[] line;
  private int length;
  private boolean cut;

  Lines(OutputLine.Source source, int longestLine, Consumer<OutputLine> listener) {
    this.source = source;
    this.listener = listener;
    this.line = new byte[longestLine];
  }

  /** Reads to the end; a last line without a line end counts as a line. */
  void readAll(InputStream stream) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      for (int index = 0; index < count; index++) {
        accept(buffer[index]);
      }
    }
    if (length > 0 || cut) {
      emit();
    }
  }

  private void accept(byte next) {
    if (next == '\n') {
      emit();
    } else if (length < line.length) {
      line[length++] = next;
    } else {
      cut = true;
    }
  }

  private void emit() {
    int end = !cut && length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    OutputLine done = new OutputLine(source, new String(line, 0, end, StandardCharsets.UTF_8), cut);
    length = 0;
    cut = false;
    listener.accept(done);
  }
}
