package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A copy stands still for longer than its lease and then goes on as if nothing had been. */
@Chaos
class FrozenCopyTest {

  @Test
  void theOneThatComesBackWritesNothing() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "frozen").prepared().withCopies(2)) {
      int run = cluster.run(cluster.project(), "{\"until\": \"thawed\"}");
      cluster.awaitBegun(run);
      Copy owner = cluster.ownerOf(run);

      owner.freeze();
      cluster.await("the run to be taken for lost", () -> !cluster.status(run).equals("RUNNING") || cluster.ownerOf(run) != owner);
      String ended = cluster.status(run);
      owner.thaw();
      cluster.await("the old owner to hear that it lost the run", () -> owner.output().contains("its end is not recorded"));

      assertEquals(ended, cluster.status(run));
      assertTrue(cluster.stub().journal().stream().anyMatch(note -> note.detail().filter("INTERRUPTED"::equals).isPresent()));
      cluster.stub().release("thawed");
      cluster.assertSound();
    }
  }
}
