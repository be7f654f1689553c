package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.bootstrap.chaos.History.Note;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The only copy is killed when dbt has ended, before that is committed, and comes back on its data folder, in time or not. */
@Tag("fault-6")
@Tag("fault-7")
@Chaos
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledAtTheEndTest {
  private Cluster cluster;
  private Copy copy;

  @BeforeAll
  void aCopy() {
    cluster = new Cluster(ChaosDatabase.get(), "known").prepared();
    copy = cluster.add();
  }

  private Copy startToDieAt(FaultPoint point) {
    return copy.start("-Ddatachannel.fault=" + point);
  }

  private long begun(int run) {
    return cluster.stub().journal().stream().filter(note -> note.run() == run && note.kind() == Note.Kind.START).count();
  }

  private void assertEndedAsKnown(int run) {
    cluster.awaitOver(run);
    assertEquals("SUCCESSFUL", cluster.status(run), cluster::said);
    assertEquals(1, begun(run));
    cluster.await("the log of run " + run + " to be stored", () -> cluster.isLogStored(run));
    String log = cluster.api().get("runs/" + run + "/log").body();
    assertEquals(2, log.split("SUCCESSFUL", -1).length, log);
  }

  @Test
  void aRunWhoseEndWasKnownEndsSoHoweverOftenItsCopyIsKilledMeanwhile() {
    startToDieAt(FaultPoint.BEFORE_END_COMMIT).api();
    int run = cluster.run(cluster.project(), "{}");
    copy.awaitEnd();

    startToDieAt(FaultPoint.BEFORE_END_COMMIT).awaitEnd();
    assertEquals("RUNNING", cluster.status(run), cluster::said);
    startToDieAt(FaultPoint.AFTER_END_COMMIT).awaitEnd();
    copy.start().api();

    assertEndedAsKnown(run);
  }

  @Test
  void aRunThatIsToBeQueuedAgainWhenItIsLostIsNotRunAgainEvenWhenItsLeaseIsOver() {
    startToDieAt(FaultPoint.BEFORE_END_COMMIT).api();
    int run = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"asked for\"}");
    cluster.stub().release("asked for");
    copy.awaitEnd();
    cluster.await("its lease to be over", () -> cluster.database().rows("select count(*) as over_by_now from " + cluster.logs()
        + ".log_dbt_project_run where status = 'RUNNING' and lease_until < utc_timestamp(6)", row -> row.number("over_by_now")).getFirst() == 1);

    copy.start().api();

    assertEndedAsKnown(run);
  }

  @Test
  void aRunWhoseEndNobodyKnewIsLost() {
    startToDieAt(FaultPoint.RESULT_KNOWN).api();
    int run = cluster.run(cluster.project(), "{}");
    copy.awaitEnd();

    copy.start().api();

    cluster.awaitOver(run);
    assertTrue(cluster.ending(run).startsWith("FAILED RUN_LOST"), cluster::said);
    assertEquals(1, begun(run));
  }

  @AfterEach
  void theNextTestStartsIt() {
    copy.kill();
  }

  @AfterAll
  void everythingIsSoundInTheEnd() {
    try (Cluster closed = cluster) {
      closed.startAgain();
      closed.assertSound();
    }
  }
}
