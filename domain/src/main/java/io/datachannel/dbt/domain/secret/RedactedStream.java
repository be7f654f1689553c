package io.datachannel.dbt.domain.secret;

import java.util.Deque;

/**
 * Redacts text that comes in pieces, as if it had come in one. What may be the beginning of a secret is held back, which is always less than
 * the longest form of one; nothing else is.
 */
public final class RedactedStream {
  private final FoundForms found;
  private final Veil veil;
  private final boolean nothing;
  private String held = "";
  private long given;

  RedactedStream(FormAutomaton forms, Veil veil) {
    this.found = new FoundForms(forms, 0);
    this.veil = veil;
    this.nothing = forms.isEmpty();
  }

  /** @return what may be handed on now */
  public String next(String piece) {
    if (nothing) {
      return piece;
    }
    found.read(piece);
    return handedOn(held.isEmpty() ? piece : held + piece, found.settled());
  }

  /** The text is over. @return the rest of it */
  public String end() {
    return handedOn(held, found.position());
  }

  /** The text goes on where no one sees it. @return the rest of it, without what may be the beginning of a secret */
  public String cut() {
    StringBuilder out = new StringBuilder(handedOn(held, found.settled()));
    if (!held.isEmpty()) {
      veil.concealed(held, 0, held.length(), out);
    }
    held = "";
    return out.toString();
  }

  private String handedOn(String text, long limit) {
    StringBuilder out = new StringBuilder(text.length());
    long start = given;
    Deque<FoundForms.Span> spans = found.spans();
    while (given < limit) {
      FoundForms.Span span = spans.peekFirst();
      if (span == null || span.from() > given) {
        long to = span == null ? limit : Math.min(limit, span.from());
        veil.seen(text, (int) (given - start), (int) (to - start), out);
        given = to;
      } else {
        long to = Math.min(limit, span.to());
        veil.concealed(text, (int) (given - start), (int) (to - start), out);
        given = to;
        if (span.to() <= limit) {
          spans.removeFirst();
        }
      }
    }
    held = text.substring((int) (given - start));
    return out.toString();
  }
}
