package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.execution.FaultPoint;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One copy dies at a named step of a run that goes on when it is lost; another one is there all the time, or soon again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class FaultPointsSuite {
  private final int part;
  private final int parts;
  private Cluster cluster;
  private Copy steady;
  private Copy victim;

  /** @param part from 0 on: this one has each point whose place leaves this rest */
  FaultPointsSuite(int part, int parts) {
    this.part = part;
    this.parts = parts;
  }

  Stream<FaultPoint> points() {
    return Arrays.stream(FaultPoint.values()).filter(point -> point.ordinal() % parts == part);
  }

  @BeforeAll
  void start() {
    cluster = new Cluster(ChaosDatabase.get(), "faults" + part).prepared();
    steady = cluster.add("--runs-at-once", "1").start();
    victim = cluster.add();
    steady.api();
  }

  @ParameterizedTest
  @MethodSource("points")
  @Execution(ExecutionMode.SAME_THREAD)
  void theRunEndsAllTheSame(FaultPoint point) {
    String freed = point.name();
    // The steady copy takes one run at once, so that the next one is the victim's.
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

    assertEquals(point == FaultPoint.WHILE_CANCELLING ? "CANCELLED" : "SUCCESSFUL", cluster.status(run), cluster::said);
    assertEquals("SUCCESSFUL", cluster.status(busy), cluster::said);
    if (point == FaultPoint.AFTER_END_COMMIT) {
      // What it left is stored at its next start, which for another point may be one that dies of storing.
      victim.start();
      cluster.await("the log of run " + run + " to be stored", () -> cluster.isLogStored(run));
      victim.kill();
    }
  }

  @AfterAll
  void everythingIsSoundInTheEnd() {
    try (Cluster closed = cluster) {
      closed.startAgain();
      closed.assertSound();
    }
  }
}
