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
  private KilledAt killed;

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
    killed = KilledAt.in(cluster);
  }

  @ParameterizedTest
  @MethodSource("points")
  @Execution(ExecutionMode.SAME_THREAD)
  void theRunEndsAllTheSame(FaultPoint point) {
    KilledAt.Runs runs = killed.once(point, point.name());

    assertEquals(KilledAt.ending(point), cluster.status(runs.run()), cluster::said);
    assertEquals("SUCCESSFUL", cluster.status(runs.busy()), cluster::said);
    if (point == FaultPoint.AFTER_END_COMMIT) {
      // What it left is stored at its next start, which for another point may be one that dies of storing.
      killed.victim().start();
      cluster.await("the log of run " + runs.run() + " to be stored", () -> cluster.isLogStored(runs.run()));
      killed.victim().kill();
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
