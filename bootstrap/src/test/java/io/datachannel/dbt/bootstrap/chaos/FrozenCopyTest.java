package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A copy stands still for longer than its lease and then goes on as if nothing had been. */
@Tag("fault-9")
@Chaos
class FrozenCopyTest {

  @Test
  void theOneThatComesBackWritesNothing() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "frozen").prepared().withCopies(2)) {
      int lost = cluster.run(cluster.project(), "{\"until\": \"thawed\"}");
      cluster.awaitBegun(lost);
      Copy owner = cluster.ownerOf(lost);
      int begunAgain = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"thawed\"}");
      cluster.awaitBegun(begunAgain);
      Copy first = cluster.ownerOf(begunAgain);

      owner.freeze();
      cluster.await("the run to be taken for lost", () -> cluster.status(lost).equals("FAILED"));
      cluster.await("the other to begin again, if it was of the same copy", () -> first != owner || cluster.ownerOf(begunAgain) != owner);
      owner.thaw();
      cluster.await("the old owner to hear that it lost the run", () -> owner.output().contains("its lease could not be renewed")
          || owner.output().contains("its end is not recorded"));

      assertEquals("FAILED", cluster.status(lost));
      assertEquals("RUNNING", cluster.status(begunAgain));
      assertTrue(owner.isAlive());
      cluster.stub().release("thawed");
      cluster.awaitOver(begunAgain);
      assertEquals("SUCCESSFUL", cluster.status(begunAgain));
      cluster.assertSound();
    }
  }
}
