package io.datachannel.dbt.bootstrap.chaos;

/** Something that must not be, in a sentence. */
record Violation(Kind kind, String sentence) {

  /** What a table counts. */
  enum Kind {
    /** A run, a firing or a line of a log is not there, or what was to become of it did not. */
    LOST,
    /** There is more than one where one is to be: writers, runs of a firing, ends. */
    DOUBLED,
    /** Something does not come to its end, or holds up others: runs, leases, counts, processes, folders. */
    STUCK,
    /** It is seen by those who must not see it. */
    SHOWN
  }

  static Violation lost(String sentence, Object... values) {
    return new Violation(Kind.LOST, sentence.formatted(values));
  }

  static Violation doubled(String sentence, Object... values) {
    return new Violation(Kind.DOUBLED, sentence.formatted(values));
  }

  static Violation stuck(String sentence, Object... values) {
    return new Violation(Kind.STUCK, sentence.formatted(values));
  }

  static Violation shown(String sentence, Object... values) {
    return new Violation(Kind.SHOWN, sentence.formatted(values));
  }

  @Override
  public String toString() {
    return kind + ": " + sentence;
  }
}
