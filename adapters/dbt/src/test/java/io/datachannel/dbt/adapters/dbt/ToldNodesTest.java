package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.run.NodeResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes, and whatever they say, are held while a run goes on; users' code may tell of any number. */
@Tag("fault-38")
class ToldNodesTest {
  private final ToldNodes nodes = new ToldNodes();

  @Test
  void moreThanAProjectHasAreNotTaken() {
    NodeResult node = node("success", "OK");
    IntStream.range(0, 300_000).forEach(_ -> assertEquals(node, nodes.take(node)));

    assertThrows(IllegalArgumentException.class, () -> nodes.take(node));
  }

  @Test
  void ofManyLongMessagesTheLaterOnesAreCut() {
    NodeResult talking = node("error", "x".repeat(1024 * 1024));
    IntStream.range(0, 64).forEach(_ -> assertEquals(talking, nodes.take(talking)));

    assertEquals("x".repeat(200) + " … [cut]", nodes.take(talking).message());
    assertEquals("short", nodes.take(node("error", "short")).message());
  }

  @Test
  void aConnectionThatFailedCountsUntilANodeSucceeds() {
    assertTrue(nodes.none());
    nodes.take(node("error", "connection refused"));
    assertEquals(Optional.of("connection refused"), nodes.unreachable());

    nodes.take(node("success", "OK"));
    assertEquals(Optional.empty(), nodes.unreachable());
  }

  private static NodeResult node(String status, String message) {
    return new NodeResult("model.shop.a", "model", "a", status, Optional.empty(), Duration.ZERO, OptionalLong.empty(), message, "");
  }
}
