package io.datachannel.dbt.bootstrap.chaos;

import java.util.function.Consumer;

/**
 * A fault of the list in the design, as it is tried on whole copies of the service.
 *
 * @param number   in that list
 * @param what     in a few words
 * @param database of its own, when the fault is the database's
 * @param checked  whether a checker looks at what is left; it cannot read the logs of accounts that have no tokens
 * @param ground   starts the copies
 * @param once     provokes it, and returns when what it is about is over
 */
record Fault(int number, String what, boolean database, boolean checked, Consumer<Cluster> ground, Provocation once) {

  /** What is done in one try. */
  interface Provocation {
    void once(Trial trial) throws Exception;
  }

  /** On the database that all share. */
  Fault(int number, String what, Consumer<Cluster> ground, Provocation once) {
    this(number, what, false, true, ground, once);
  }

  /** On one of its own. */
  static Fault ofDatabase(int number, String what, Consumer<Cluster> ground, Provocation once) {
    return new Fault(number, what, true, true, ground, once);
  }

  Fault withoutChecker() {
    return new Fault(number, what, database, false, ground, once);
  }

  /** So many copies with these flags. */
  static Consumer<Cluster> copies(int number, String... flags) {
    return cluster -> {
      for (int copy = 0; copy < number; copy++) {
        cluster.add(flags).start();
      }
      cluster.copies().forEach(Copy::api);
    };
  }
}
