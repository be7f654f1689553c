package io.datachannel.dbt.adapters.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a stream of bytes into lines of bounded length, whatever the bytes are. */
final class Lines {
  private final OutputLine.Source source;
  private final Consumer<OutputLine> listener;
  private final int longestLine;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean cut;

  Lines(OutputLine.Source source, int longestLine, Consumer<OutputLine> listener) {
    this.source = source;
    this.listener = listener;
    this.longestLine = longestLine;
  }

  /** Reads to the end; a last line without a line end counts as a line. */
  void readAll(InputStream stream) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      for (int index = 0; index < count; index++) {
        accept(buffer[index]);
      }
    }
    if (line.size() > 0 || cut) {
      emit();
    }
  }

  private void accept(byte next) {
    if (next == '\n') {
      emit();
    } else if (line.size() < longestLine) {
      line.write(next);
    } else {
      cut = true;
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    OutputLine done = new OutputLine(source, !cut && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, cut);
    line.reset();
    cut = false;
    listener.accept(done);
  }
}
