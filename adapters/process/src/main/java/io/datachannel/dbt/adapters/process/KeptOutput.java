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
    lines.addLast(line.marked());
    characters += line.marked().length();
    while (characters > mostCharacters && lines.size() > 1) {
      characters -= lines.removeFirst().length();
    }
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
