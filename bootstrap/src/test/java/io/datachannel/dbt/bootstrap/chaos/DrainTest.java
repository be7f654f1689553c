package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.system.Api;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** A copy is asked to stop (SIGTERM) while it has runs. */
@Chaos
class DrainTest {

  @Test
  void whatIsUnderWayComesToItsEndAndNothingNewIsTaken() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "drain").prepared().withCopies(2)) {
      int run = cluster.run(cluster.project(), "{\"until\": \"drained\"}");
      int project = cluster.project();
      cluster.awaitBegun(run);
      Copy owner = cluster.ownerOf(run);
      Api other = cluster.copies().stream().filter(copy -> copy != owner).findFirst().orElseThrow().api();

      owner.terminate();
      cluster.await("the copy to take no more calls", () -> !answers(owner));
      for (int i = 0; i < 3; i++) {
        int later = other.post("projects/" + project + "/runs", "{}").id();
        cluster.awaitOver(later);
        assertNotSame(owner, cluster.ownerOf(later), "the copy that stops took a run");
      }
      assertTrue(owner.isAlive());
      cluster.stub().release("drained");
      owner.awaitEnd();

      assertEquals("SUCCESSFUL", cluster.status(run), cluster::said);
      cluster.assertSound();
    }
  }

  private static boolean answers(Copy copy) {
    try {
      return copy.api().get("runs").status() == 200;
    } catch (UncheckedIOException refused) {
      return false;
    }
  }
}
