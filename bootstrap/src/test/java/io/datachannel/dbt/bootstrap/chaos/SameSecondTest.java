package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.system.Api;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What two copies do at the very same time. */
@Tag("fault-11")
@Tag("fault-47")
@Chaos
class SameSecondTest {
  private static final int KEYS = 8;

  @Test
  void twoCopiesThatStartTogetherMakeOneRunOfEachKey() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "second").prepared()) {
      cluster.add().start();
      cluster.add().start();
      cluster.copies().forEach(Copy::api);

      List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
      int project = cluster.project();
      for (int i = 0; i < KEYS; i++) {
        String key = "key-" + i;
        cluster.copies().forEach(copy -> answers.add(CompletableFuture.supplyAsync(
            () -> copy.api().postOnce("projects/" + project + "/runs", key, "{\"vars\": {\"seconds\": 0.1}}"))));
      }

      Set<Integer> runs = new HashSet<>();
      answers.forEach(answer -> runs.add(answer.join().id()));
      assertEquals(KEYS, runs.size());
      cluster.assertSound();
      assertEquals(runs, Set.copyOf(ReadHistory.of(cluster).runs().stream().map(History.RunRow::id).toList()));
    }
  }
}
