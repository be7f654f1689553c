package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import org.junit.jupiter.api.Test;

/** Projects that write the same relations of one warehouse: whoever comes later waits, whatever becomes of the one that writes. */
@Chaos
class OneWarehouseTest {

  @Test
  void whoeverComesLaterWaits() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "warehouse").prepared().withCopies(2)) {
      int warehouse = cluster.warehouse();
      int one = cluster.project(warehouse);
      int other = cluster.project(warehouse);

      aLaterRunBeginsWhenTheEarlierOneHasEnded(cluster, one, other);
      aWaitingRunThatIsCancelledLetsTheOthersGo(cluster, one, other);
      aLaterRunBeginsWhenTheLeaseOfTheWriterIsOver(cluster, one, other);
      cluster.startAgain();
      aWriterThatGoesOnAfterItsLossDoesNotMeetTheOther(cluster, one, other);
      cluster.startAgain();
      cluster.assertSound();
    }
  }

  private static void aLaterRunBeginsWhenTheEarlierOneHasEnded(Cluster cluster, int one, int other) {
    int writing = cluster.run(one, "{\"until\": \"ended\"}");
    cluster.awaitBegun(writing);
    int waiting = cluster.run(other, "{}");
    cluster.awaitWaiting(waiting, writing);
    int elsewhere = cluster.run(cluster.project(), "{}");
    cluster.awaitOver(elsewhere);
    assertEquals("QUEUED", cluster.status(waiting), "who waits holds up no run of another warehouse, and is not begun");

    cluster.stub().release("ended");

    cluster.awaitOver(waiting);
    assertSuccessful(cluster, writing, waiting, elsewhere);
    assertTrue(note(cluster, waiting, Note.Kind.START).nanos() > note(cluster, writing, Note.Kind.END).nanos());
  }

  private static void aWaitingRunThatIsCancelledLetsTheOthersGo(Cluster cluster, int one, int other) {
    int writing = cluster.run(one, "{\"until\": \"cancelled\"}");
    cluster.awaitBegun(writing);
    int cancelled = cluster.run(other, "{}");
    cluster.awaitWaiting(cancelled, writing);
    int last = cluster.run(one, "{}");
    cluster.awaitWaiting(last, cancelled);

    assertEquals(202, cluster.api().post("runs/" + cancelled + "/cancel", "").status());
    assertEquals("CANCELLED", cluster.status(cancelled));
    cluster.awaitWaiting(last, writing);
    cluster.stub().release("cancelled");

    cluster.awaitOver(last);
    assertSuccessful(cluster, writing, last);
    assertTrue(cluster.stub().journal().stream().noneMatch(note -> note.run() == cancelled));
  }

  private static void aLaterRunBeginsWhenTheLeaseOfTheWriterIsOver(Cluster cluster, int one, int other) {
    int writing = cluster.run(one, "{\"until\": \"never\", \"stubborn\": true}");
    cluster.awaitBegun(writing);
    int waiting = cluster.run(other, "{}");
    cluster.awaitWaiting(waiting, writing);

    cluster.ownerOf(writing).kill();

    cluster.awaitOver(waiting);
    assertSuccessful(cluster, waiting);
    assertEquals("FAILED RUN_LOST", cluster.ending(writing).substring(0, "FAILED RUN_LOST".length()));
  }

  private static void aWriterThatGoesOnAfterItsLossDoesNotMeetTheOther(Cluster cluster, int one, int other) {
    int writing = cluster.runThatGoesOn(one, "{\"until\": \"lost\"}");
    cluster.awaitBegun(writing);
    int waiting = cluster.run(other, "{\"seconds\": 1}");
    cluster.awaitWaiting(waiting, writing);

    cluster.ownerOf(writing).kill();
    cluster.stub().release("lost");

    cluster.awaitOver(waiting);
    cluster.awaitOver(writing);
    assertSuccessful(cluster, writing, waiting);
  }

  private static void assertSuccessful(Cluster cluster, int... runs) {
    for (int run : runs) {
      assertEquals("SUCCESSFUL", cluster.ending(run), cluster::said);
    }
  }

  private static Note note(Cluster cluster, int run, Note.Kind kind) {
    return cluster.stub().journal().stream().filter(note -> note.run() == run && note.kind() == kind).findFirst().orElseThrow();
  }
}
