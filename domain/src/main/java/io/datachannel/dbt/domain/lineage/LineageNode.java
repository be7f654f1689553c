package io.datachannel.dbt.domain.lineage;

import io.datachannel.dbt.domain.project.Model;
import java.util.List;
import java.util.Optional;

/**
 * A node of the graph of a project.
 *
 * @param path    the file that it is written in, relative to the dbt project
 * @param parents the unique_ids of what its data comes from
 */
public record LineageNode(String uniqueId, LineageKind kind, String name, String path, List<String> parents) {

  /** Empty for tests and operations. */
  public static Optional<LineageNode> of(Model model) {
    return LineageKind.named(model.resourceType().dbtName())
        .map(kind -> new LineageNode(model.uniqueId(), kind, model.name(), model.path(), model.dependsOn()));
  }
}
