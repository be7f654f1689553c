package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.domain.lineage.Lineage;
import io.datachannel.dbt.domain.lineage.LineageNode;
import java.util.List;

/** A graph as the API shows it; both ends of an edge are among the nodes. */
public record LineageView(List<NodeView> nodes, List<EdgeView> edges) {
  static LineageView of(Lineage lineage) {
    return new LineageView(lineage.nodes().stream().map(NodeView::of).toList(),
        lineage.edges().stream().map(edge -> new EdgeView(edge.parent(), edge.child())).toList());
  }

  /** A node. @param kind in dbt's word */
  public record NodeView(String uniqueId, String kind, String name, String path) {
    static NodeView of(LineageNode node) {
      return new NodeView(node.uniqueId(), node.kind().dbtName(), node.name(), node.path());
    }
  }

  /** From a parent to what is built of it, or uses it. */
  public record EdgeView(String parent, String child) {}
}
