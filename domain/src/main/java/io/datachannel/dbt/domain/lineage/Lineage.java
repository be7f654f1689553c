package io.datachannel.dbt.domain.lineage;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where data comes from and goes to in a project.
 *
 * @param nodes by unique_id
 * @param edges by parent and child; both ends are among the nodes
 */
public record Lineage(List<LineageNode> nodes, List<Edge> edges) {

  /** From a parent to what is built of it. */
  public record Edge(String parent, String child) {}

  /** A parent that is not among the nodes, such as a disabled one, has no edge. */
  public static Lineage of(List<LineageNode> nodes) {
    Set<String> known = nodes.stream().map(LineageNode::uniqueId).collect(Collectors.toSet());
    List<Edge> edges = nodes.stream()
        .flatMap(node -> node.parents().stream().filter(known::contains).distinct().map(parent -> new Edge(parent, node.uniqueId())))
        .sorted(Comparator.comparing(Edge::parent).thenComparing(Edge::child)).toList();
    return new Lineage(nodes.stream().sorted(Comparator.comparing(LineageNode::uniqueId)).toList(), edges);
  }

  public boolean has(String uniqueId) {
    return nodes.stream().anyMatch(node -> node.uniqueId().equals(uniqueId));
  }

  /**
   * What lies around a node.
   *
   * @param up   how many edges towards the sources
   * @param down how many edges towards the uses
   */
  public Lineage around(String uniqueId, int up, int down) {
    Set<String> near = new HashSet<>(within(uniqueId, up, Edge::child, Edge::parent));
    near.addAll(within(uniqueId, down, Edge::parent, Edge::child));
    return new Lineage(
        nodes.stream().filter(node -> near.contains(node.uniqueId())).toList(),
        edges.stream().filter(edge -> near.contains(edge.parent()) && near.contains(edge.child())).toList());
  }

  private Set<String> within(String start, int steps, Function<Edge, String> from, Function<Edge, String> to) {
    Map<String, List<Edge>> leaving = edges.stream().collect(Collectors.groupingBy(from));
    Map<String, Integer> distance = new HashMap<>(Map.of(start, 0));
    Queue<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String node = open.remove();
      int next = distance.get(node) + 1;
      Stream<String> reached = next > steps ? Stream.empty() : leaving.getOrDefault(node, List.of()).stream().map(to);
      reached.filter(seen -> distance.putIfAbsent(seen, next) == null).forEach(open::add);
    }
    return distance.keySet();
  }
}
