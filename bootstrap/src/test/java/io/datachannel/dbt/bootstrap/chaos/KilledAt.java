package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.application.execution.FaultPoint;

/**
 * One copy dies at a named step of a run that goes on when it is lost; another one is there all the time, or soon again. Benchmarks use it, too,
 * and have no JUnit.
 *
 * @param steady takes one run at once, so that the next one is the victim's
 */
record KilledAt(Cluster cluster, Copy steady, Copy victim) {

  /** Two more copies, of which one is up. */
  static KilledAt in(Cluster cluster) {
    KilledAt killed = new KilledAt(cluster, cluster.add("--runs-at-once", "1"), cluster.add());
    killed.steady.start().api();
    return killed;
  }

  /**
   * Both are over.
   *
   * @param run  the one whose copy died
   * @param busy the one that the other copy had meanwhile
   */
  record Runs(int run, int busy) {}

  /**
   * The victim is down before and afterwards.
   *
   * @param freed a name of its own for each time
   */
  Runs once(FaultPoint point, String freed) {
    int busy = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"" + freed + "\"}");
    cluster.awaitBegun(busy);
    victim.start("-Ddatachannel.fault=" + point).api();

    int run = switch (point) {
      case BEFORE_REAP_COMMIT, AFTER_REAP_COMMIT -> {
        steady.kill();
        victim.awaitEnd();
        steady.start();
        yield busy;
      }
      case WHILE_CANCELLING -> {
        int cancelled = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"never\"}");
        cluster.awaitBegun(cancelled);
        steady.api().post("runs/" + cancelled + "/cancel", "");
        victim.awaitEnd();
        yield cancelled;
      }
      case BEFORE_CLAIM_COMMIT, AFTER_CLAIM_COMMIT, DURING_CHECKOUT, DURING_ENVIRONMENT, BEFORE_CHILD_START, AFTER_CHILD_START, DURING_DBT,
          RESULT_KNOWN, BEFORE_END_COMMIT, AFTER_END_COMMIT, DURING_UPLOAD -> {
        int died = cluster.runThatGoesOn(cluster.project(), "{}");
        victim.awaitEnd();
        yield died;
      }
    };
    cluster.stub().release(freed);
    cluster.awaitOver(run);
    cluster.awaitOver(busy);
    return new Runs(run, busy);
  }

  /** How the run ends whose copy died. */
  static String ending(FaultPoint point) {
    return point == FaultPoint.WHILE_CANCELLING ? "CANCELLED" : "SUCCESSFUL";
  }
}
