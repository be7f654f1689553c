package io.datachannel.dbt.domain.project;

import java.util.List;
import java.util.Optional;

/**
 * A node of a project's manifest that a user can pick: a model, seed, snapshot or test.
 *
 * @param uniqueId     dbt's unique_id, for example model.shop.orders
 * @param fqn          dbt's fully qualified name; joined by dots it selects this node and whatever is named below it
 * @param path         the file, relative to the dbt project
 * @param materialized table, view, incremental, …; absent for tests
 * @param dependsOn    the unique_ids of its parents
 * @param relation     what it writes in the warehouse; absent for tests, operations and ephemeral models
 * @param description  what its owners say of it, empty when they say nothing
 * @param checksum     of its file as dbt counts it; empty for what has none, and for models that were kept before it was
 */
public record Model(
    String uniqueId,
    ResourceType resourceType,
    String name,
    List<String> fqn,
    String path,
    Optional<String> materialized,
    List<String> dependsOn,
    List<String> tags,
    Optional<Relation> relation,
    String description,
    String checksum) {

  /** One without a checksum. */
  public Model(String uniqueId, ResourceType resourceType, String name, List<String> fqn, String path, Optional<String> materialized,
      List<String> dependsOn, List<String> tags, Optional<Relation> relation, String description) {
    this(uniqueId, resourceType, name, fqn, path, materialized, dependsOn, tags, relation, description, "");
  }

  /** Whether nothing that is known of it has changed. */
  public boolean isSameAs(Model other) {
    return equals(checksum.isEmpty() || other.checksum.isEmpty() ? other.withChecksum(checksum) : other);
  }

  private Model withChecksum(String known) {
    return new Model(uniqueId, resourceType, name, fqn, path, materialized, dependsOn, tags, relation, description, known);
  }
}
