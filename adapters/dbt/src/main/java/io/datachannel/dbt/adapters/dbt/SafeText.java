package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.domain.secret.RedactedStream;
import io.datachannel.dbt.domain.secret.Redactor;
import java.util.ArrayList;
import java.util.List;

/** Text of dbt without secrets and of bounded length. Secrets are masked before it is cut, so that no part of one is left at a cut. */
final class SafeText {
  private static final int LONGEST = 64 * 1024;
  /** The runner tells no longer text. One of this length may have been cut by it. */
  private static final int LONGEST_TOLD = 128 * 1024;
  private static final String CUT = " … [cut]";

  private final Redactor redactor;

  SafeText(Redactor redactor) {
    this.redactor = redactor;
  }

  String of(String text) {
    String masked = masked(text);
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + CUT;
  }

  /** One line may become several, so that none is too long. */
  List<String> linesOf(String text) {
    List<String> lines = new ArrayList<>(piecesOf(masked(text)));
    if (isCut(text)) {
      lines.add(lines.removeLast() + CUT);
    }
    return lines;
  }

  /** The same of text that is masked already. */
  List<String> piecesOf(String masked) {
    List<String> pieces = new ArrayList<>();
    masked.lines().forEach(line -> {
      int from = 0;
      while (line.length() - from > LONGEST) {
        int to = Character.isHighSurrogate(line.charAt(from + LONGEST - 1)) ? from + LONGEST - 1 : from + LONGEST;
        pieces.add(line.substring(from, to));
        from = to;
      }
      pieces.add(line.substring(from));
    });
    return pieces;
  }

  /** For a line that comes in pieces. */
  RedactedStream stream() {
    return redactor.text();
  }

  private String masked(String text) {
    return isCut(text) ? redactor.redactBeginning(text) : redactor.redact(text);
  }

  private static boolean isCut(String text) {
    return text.length() >= LONGEST_TOLD;
  }
}
