package io.datachannel.dbt.adapters.persistence;

/** Where the runs of a page are looked for. */
sealed interface RunReach {
  /** In the index of the window alone, which holds few runs. */
  record Window() implements RunReach {}

  /**
   * On the way through the ids, newest first.
   *
   * @param oldest no run of the window has a lesser id
   * @param newest nor a greater one
   */
  record Ids(long oldest, long newest) implements RunReach {
    static final Ids ALL = new Ids(0, Long.MAX_VALUE - 1);
    static final Ids NONE = new Ids(1, 0);
  }
}
