package io.datachannel.dbt.domain.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.lineage.Lineage.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** raw → staged → orders → board, and raw → orders, beside a lone node. */
class LineageTest {
  private final Lineage lineage = Lineage.of(List.of(
      node("orders", "staged", "raw", "raw", "disabled"), node("staged", "raw"), node("raw"), node("board", "orders"), node("alone")));

  @Test
  void nodesAndEdgesComeInOrderAndAParentThatIsNotThereHasNoEdge() {
    assertEquals(List.of("alone", "board", "orders", "raw", "staged"), ids(lineage));
    assertEquals(List.of(new Edge("orders", "board"), new Edge("raw", "orders"), new Edge("raw", "staged"), new Edge("staged", "orders")),
        lineage.edges());
  }

  @Test
  void aPartHoldsWhatIsSoManyEdgesAwayAndTheEdgesBetweenThem() {
    assertEquals(List.of("staged"), ids(lineage.around("staged", 0, 0)));
    assertEquals(List.of("raw", "staged"), ids(lineage.around("staged", 1, 0)));
    assertEquals(List.of("orders", "staged"), ids(lineage.around("staged", 0, 1)));
    assertEquals(List.of("board", "orders", "raw", "staged"), ids(lineage.around("staged", 9, 9)));
    assertEquals(List.of("orders", "raw", "staged"), ids(lineage.around("orders", 1, 0)));
    assertEquals(lineage.around("orders", 1, 0).edges(), lineage.edges().subList(1, 4));
    assertEquals(List.of(), lineage.around("alone", 9, 9).edges());
  }

  @Test
  void siblingsAreNotAround() {
    Lineage two = Lineage.of(List.of(node("raw"), node("left", "raw"), node("right", "raw")));

    assertEquals(List.of("left", "raw"), ids(two.around("left", 5, 5)));
  }

  @Test
  void itKnowsItsNodes() {
    assertTrue(lineage.has("raw"));
    assertFalse(lineage.has("disabled"));
  }

  private static LineageNode node(String id, String... parents) {
    return new LineageNode(id, LineageKind.MODEL, id, "models/" + id + ".sql", List.of(parents));
  }

  private static List<String> ids(Lineage lineage) {
    return lineage.nodes().stream().map(LineageNode::uniqueId).toList();
  }
}
