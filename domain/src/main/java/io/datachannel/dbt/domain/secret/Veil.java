package io.datachannel.dbt.domain.secret;

/** Writes text whose secrets are known, from its beginning to its end. */
sealed interface Veil permits TextVeil, JsonVeil {

  /** What may be seen. */
  void seen(String text, int from, int to, StringBuilder out);

  /** What may not; what is concealed right behind it is the same piece. */
  void concealed(String text, int from, int to, StringBuilder out);
}
