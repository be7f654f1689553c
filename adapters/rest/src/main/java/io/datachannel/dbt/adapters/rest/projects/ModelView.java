package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.Relation;
import java.util.List;
import java.util.Optional;

/**
 * A model as lists show it.
 *
 * @param relation what it writes; absent for tests and ephemeral models
 */
public record ModelView(String uniqueId, String resourceType, String name, String path, Optional<String> materialized,
    List<String> dependsOn, List<String> tags, Optional<RelationView> relation, String description) {
  static ModelView of(Model model) {
    return new ModelView(model.uniqueId(), model.resourceType().dbtName(), model.name(), model.path(), model.materialized(),
        model.dependsOn(), model.tags(), model.relation().map(RelationView::of), model.description());
  }

  /** A table or view of the warehouse. @param database empty in warehouses that have none */
  public record RelationView(String database, String schema, String identifier) {
    static RelationView of(Relation relation) {
      return new RelationView(relation.database(), relation.schema(), relation.identifier());
    }
  }
}
