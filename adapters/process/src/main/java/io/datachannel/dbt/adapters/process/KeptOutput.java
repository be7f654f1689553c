package io.datachannel.dbt.adapters.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last lines of a process's output, bounded so that no process can fill the memory. */
final class KeptOutput implements Consumer<OutputLine> {
  private final int mostCharacters;
  private final Deque<String> lines = new ArrayDeque<>();
  private int characters;

  KeptOutput(int mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  @Override
  public synchronized void accept(OutputLine line) {
    String text = line.goesOn() ? line.text() : line.text() + "\n";
    lines.addLast(text);
    characters += text.length();
    while (characters > mostCharacters && lines.size() > 1) {
      characters -= lines.removeFirst().length();
    }
  }

  synchronized String text() {
    String text = String.join("", lines);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
