package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.system.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users cancel while copies die, and while runs end by themselves. */
@Tag("fault-8")
@Tag("fault-46")
@Chaos
class CancelTest {

  @Test
  void cancelsMeetDeathsAndEnds() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "cancel").prepared().withCopies(2)) {
      aRunWhoseOwnerDiesWhileItIsCancelledEndsCancelled(cluster);
      cluster.startAgain();
      aCancelThatRacesWithTheEndLeavesOneFinalState(cluster);

      cluster.assertSound();
    }
  }

  private static void aRunWhoseOwnerDiesWhileItIsCancelledEndsCancelled(Cluster cluster) {
    int run = cluster.run(cluster.project(), "{\"until\": \"never\", \"stubborn\": true}");
    cluster.awaitBegun(run);
    Copy owner = cluster.ownerOf(run);
    Copy other = cluster.copies().stream().filter(copy -> copy != owner).findFirst().orElseThrow();

    assertEquals(202, cancel(other.api(), run).status());
    owner.kill();
    cluster.awaitOver(run);

    assertEquals("CANCELLED", cluster.status(run));
  }

  private static void aCancelThatRacesWithTheEndLeavesOneFinalState(Cluster cluster) {
    List<Integer> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      runs.add(cluster.run(cluster.project(), "{\"seconds\": 0.%d}".formatted(i)));
    }
    List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
    for (int run : runs) {
      cluster.copies().forEach(copy -> answers.add(CompletableFuture.supplyAsync(() -> cancel(copy.api(), run))));
    }

    answers.forEach(answer -> assertTrue(Set.of(202, 409).contains(answer.join().status()), answer.join()::body));
    cluster.awaitQuiet();
    runs.forEach(run -> assertTrue(Set.of("CANCELLED", "SUCCESSFUL").contains(cluster.status(run)), () -> cluster.status(run)));
  }

  private static Api.Answer cancel(Api api, int run) {
    return api.post("runs/" + run + "/cancel", "");
  }
}
