package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.datachannel.dbt.bootstrap.system.Api;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A copy is asked to stop (SIGTERM) while it has runs: it says so first, takes nothing more, and answers until they are over. */
@Tag("fault-10")
@Chaos
class DrainTest {

  @Test
  void whatIsUnderWayComesToItsEndAndNothingNewIsTaken() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "drain").prepared()) {
      for (int copy = 0; copy < 2; copy++) {
        // Four runs of the other copy come to their end meanwhile, on a machine that is busy with other tests.
        cluster.add("--drain-seconds", "120").start();
      }
      cluster.copies().forEach(Copy::api);
      int run = cluster.run(cluster.project(), "{\"until\": \"drained\"}");
      int project = cluster.project();
      cluster.awaitBegun(run);
      Copy owner = cluster.ownerOf(run);
      Api other = cluster.copies().stream().filter(copy -> copy != owner).findFirst().orElseThrow().api();

      owner.terminate();
      cluster.await("the copy to say that it is not ready", () -> HealthPage.ready(owner).status() == 503);
      assertEquals(List.of("notDraining"), HealthPage.ready(owner).down());
      assertEquals(200, HealthPage.live(owner).status());
      for (int i = 0; i < 3; i++) {
        int later = other.post("projects/" + project + "/runs", "{}").id();
        cluster.awaitOver(later);
        assertNotSame(owner, cluster.ownerOf(later), "the copy that stops took a run");
      }
      int asked = owner.api().post("projects/" + project + "/runs", "{}").id();
      cluster.awaitOver(asked);
      assertNotSame(owner, cluster.ownerOf(asked), "the copy that stops took a run");
      assertEquals(200, owner.api().get("runs/" + run).status());
      assertEquals("RUNNING", cluster.status(run));
      assertEquals(503, HealthPage.ready(owner).status());
      cluster.stub().release("drained");
      owner.awaitEnd();

      assertEquals("SUCCESSFUL", cluster.status(run), cluster::said);
      cluster.assertSound();
    }
  }
}
