package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers the nodes of a manifest; which children and tests a node has is known once all were seen. */
final class ManifestGraph {
  private final SortedMap<String, Model> models = new TreeMap<>();
  private final Map<String, Written> written = new HashMap<>();
  private final SortedMap<String, LineageNode> others = new TreeMap<>();
  private final Map<String, List<String>> children = new HashMap<>();
  private final Map<String, List<AttachedTest>> tests = new HashMap<>();
  private final KeptText kept;

  /** @param kept bounds what is held until all nodes were seen */
  ManifestGraph(KeptText kept) {
    this.kept = kept;
  }

  /** What a node says of itself. */
  private record Written(String language, String rawSql, Optional<String> compiledSql, List<ModelColumn> columns, String meta) {}

  /** Takes a node that dbt builds. */
  void built(JsonObject node) {
    ManifestNodes.modelOf(node).map(kept::hold).ifPresent(model -> {
      models.put(model.uniqueId(), model);
      Written own = new Written(
          node.getString("language", "sql"), node.getString("raw_code", ""), ManifestNodes.text(node, "compiled_code"),
          ManifestNodes.columnsOf(node), ManifestNodes.metaOf(node).toString());
      hold(own);
      written.put(model.uniqueId(), own);
      if (model.resourceType().isTest()) {
        attach(node, model);
      } else {
        model.dependsOn().forEach(parent -> childrenOf(parent).add(model.uniqueId()));
      }
    });
  }

  private void hold(Written own) {
    kept.text(own.language());
    kept.text(own.rawSql());
    kept.text(own.compiledSql());
    own.columns().forEach(kept::hold);
    kept.text(own.meta());
  }

  /** Takes a node that data comes from, or goes to. */
  void around(JsonObject node) {
    ManifestNodes.aroundOf(node).map(kept::hold).ifPresent(other -> {
      others.put(other.uniqueId(), other);
      other.parents().forEach(parent -> childrenOf(parent).add(other.uniqueId()));
    });
  }

  /** A generic test refers to other nodes, too (relationships), but is attached to one; any other test is on all that it refers to. */
  private void attach(JsonObject node, Model test) {
    Optional<String> attached = ManifestNodes.text(node, "attached_node");
    List<String> tested = attached.map(List::of).orElse(test.dependsOn());
    Optional<String> column = ManifestNodes.text(node, "column_name").filter(name -> tested.size() == 1);
    String name = ManifestNodes.text(ManifestNodes.objectOf(node, "test_metadata"), "name").orElse(test.name());
    kept.text(name);
    kept.text(column);
    kept.words(tested);
    tested.stream().distinct().forEach(id -> tests.computeIfAbsent(id, _ -> new ArrayList<>())
        .add(new AttachedTest(test.uniqueId(), name, column)));
  }

  private List<String> childrenOf(String parent) {
    return children.computeIfAbsent(parent, _ -> new ArrayList<>());
  }

  ManifestContent content() {
    return new ManifestContent(List.copyOf(models.values()), models.values().stream().map(this::detailOf).toList(), List.copyOf(others.values()));
  }

  private ModelDetail detailOf(Model model) {
    String id = model.uniqueId();
    Written own = written.get(id);
    return new ModelDetail(id, own.language(), own.rawSql(), own.compiledSql(), own.columns(),
        tests.getOrDefault(id, List.of()).stream().distinct().sorted(Comparator.comparing(AttachedTest::uniqueId)).toList(),
        children.getOrDefault(id, List.of()).stream().distinct().sorted().toList(), own.meta());
  }
}
