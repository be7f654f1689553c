package io.datachannel.dbt.adapters.dbt;

/** A manifest that is beyond all measure; its message says in what, as the end of a sentence. */
final class TooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLarge(String message) {
    super(message);
  }
}
