package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.FaultPoint;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One copy dies at each named step of a run; another one is there all the time. */
@Chaos
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultPointsTest {
  private Cluster cluster;
  private Copy steady;
  private Copy victim;

  @BeforeAll
  void start() {
    cluster = new Cluster(ChaosDatabase.get(), "points").prepared();
    steady = cluster.add("--runs-at-once", "1").start();
    victim = cluster.add();
    steady.api();
  }

  @ParameterizedTest
  @EnumSource(FaultPoint.class)
  void theRunEndsAllTheSame(FaultPoint point) {
    String freed = point.name();
    // The steady copy takes one run at once, so that the next one is the victim's.
    int busy = cluster.run(cluster.project(), "{\"until\": \"" + freed + "\"}");
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
        int cancelled = cluster.run(cluster.project(), "{\"until\": \"never\"}");
        cluster.awaitBegun(cancelled);
        steady.api().post("runs/" + cancelled + "/cancel", "");
        victim.awaitEnd();
        yield cancelled;
      }
      case BEFORE_CLAIM_COMMIT, AFTER_CLAIM_COMMIT, DURING_CHECKOUT, DURING_ENVIRONMENT, BEFORE_CHILD_START, AFTER_CHILD_START, DURING_DBT,
          RESULT_KNOWN, BEFORE_END_COMMIT, AFTER_END_COMMIT, DURING_UPLOAD -> {
        int died = cluster.run(cluster.project(), "{}");
        victim.awaitEnd();
        yield died;
      }
    };
    cluster.stub().release(freed);
    cluster.awaitOver(run);
    cluster.awaitOver(busy);

    assertTrue(expected(point).contains(cluster.status(run)), () -> point + " ended " + cluster.status(run) + "\n" + cluster.said());
  }

  private static Set<String> expected(FaultPoint point) {
    return switch (point) {
      case BEFORE_CLAIM_COMMIT, AFTER_END_COMMIT, DURING_UPLOAD -> Set.of("SUCCESSFUL");
      case WHILE_CANCELLING -> Set.of("CANCELLED");
      // What was done is not known to the others, or not done: it is lost, or done again.
      case AFTER_CLAIM_COMMIT, DURING_CHECKOUT, DURING_ENVIRONMENT, BEFORE_CHILD_START, AFTER_CHILD_START, DURING_DBT, RESULT_KNOWN,
          BEFORE_END_COMMIT, BEFORE_REAP_COMMIT, AFTER_REAP_COMMIT -> Set.of("FAILED", "SUCCESSFUL");
    };
  }

  @AfterAll
  void everythingIsSoundInTheEnd() {
    try (Cluster closed = cluster) {
      closed.startAgain();
      closed.assertSound();
    }
  }
}
