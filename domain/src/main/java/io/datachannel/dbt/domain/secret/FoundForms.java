package io.datachannel.dbt.domain.secret;

import java.util.ArrayDeque;
import java.util.Deque;

/** Where secrets stand in text that is read piece by piece; places are counted from its beginning. */
final class FoundForms {
  private final FormAutomaton forms;
  private final int shortest;
  private final Deque<Span> spans = new ArrayDeque<>();
  private int state = FormAutomaton.ROOT;
  private long position;

  /** @param shortest what is shorter is passed over */
  FoundForms(FormAutomaton forms, int shortest) {
    this.forms = forms;
    this.shortest = shortest;
  }

  /** Text from one place to another, that before excluded; spans that touch are one. */
  static final class Span {
    private final long from;
    private long to;

    private Span(long from, long to) {
      this.from = from;
      this.to = to;
    }

    long from() {
      return from;
    }

    long to() {
      return to;
    }
  }

  void read(String piece) {
    int i = 0;
    while (i < piece.length()) {
      if (state == FormAutomaton.ROOT) {
        i = forms.skip(piece, i);
      }
      state = forms.next(state, piece.charAt(i++));
      int length = forms.found(state);
      if (length > 0 && length >= shortest) {
        add(position + i - length, position + i);
      }
    }
    position += piece.length();
  }

  /** How far it is known what may be seen, whatever follows: what is found later begins behind it, or within what is found already. */
  long settled() {
    int undecided = forms.undecided(state);
    return forms.found(state) == undecided ? position : position - undecided;
  }

  /** The end of what was read. */
  long position() {
    return position;
  }

  /** In order. Those behind what is settled may still grow; whoever has dealt with one takes it away. */
  Deque<Span> spans() {
    return spans;
  }

  /** Found by their ends, so a longer one may begin before earlier ones. */
  private void add(long from, long to) {
    while (!spans.isEmpty() && spans.getLast().from >= from) {
      spans.removeLast();
    }
    if (!spans.isEmpty() && spans.getLast().to >= from) {
      spans.getLast().to = to;
    } else {
      spans.addLast(new Span(from, to));
    }
  }
}
