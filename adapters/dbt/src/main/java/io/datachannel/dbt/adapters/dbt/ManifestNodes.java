package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.project.ResourceType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads single nodes of manifest.json. */
final class ManifestNodes {
  private ManifestNodes() {}

  /** Empty when it is disabled, or of a kind that is not built. */
  static Optional<Model> modelOf(JsonObject node) {
    return ResourceType.named(node.getString("resource_type"))
        .filter(type -> objectOf(node, "config").getBoolean("enabled", true))
        .map(type -> modelOf(node, type));
  }

  private static Model modelOf(JsonObject node, ResourceType type) {
    JsonObject config = objectOf(node, "config");
    Optional<String> materialized = type.isTest() ? Optional.empty() : text(config, "materialized");
    return new Model(
        node.getString("unique_id"), type, node.getString("name"), strings(node.get("fqn")), node.getString("original_file_path"),
        materialized,
        parents(node), strings(node.containsKey("tags") ? node.get("tags") : config.get("tags")),
        type.isBuilt() && !materialized.equals(Optional.of("ephemeral")) ? Optional.of(relationOf(node)) : Optional.empty(),
        node.getString("description", ""),
        checksumOf(node));
  }

  /** Of a seed that is too large dbt gives its path in the place of a digest. */
  private static String checksumOf(JsonObject node) {
    return text(objectOf(node, "checksum"), "name").filter("sha256"::equals)
        .flatMap(_ -> text(objectOf(node, "checksum"), "checksum")).orElse("");
  }

  private static Relation relationOf(JsonObject node) {
    return new Relation(node.getString("database", ""), node.getString("schema", ""), node.getString("alias", node.getString("name")));
  }

  /** What no run builds; a source's table is named with the source, for many sources have tables of the same name. */
  static Optional<LineageNode> aroundOf(JsonObject node) {
    String name = text(node, "source_name").map(source -> source + "." + node.getString("name")).orElse(node.getString("name"));
    return LineageKind.named(node.getString("resource_type"))
        .filter(kind -> objectOf(node, "config").getBoolean("enabled", true))
        .map(kind -> new LineageNode(node.getString("unique_id"), kind, name, node.getString("original_file_path", ""), parents(node)));
  }

  static List<ModelColumn> columnsOf(JsonObject node) {
    return objectOf(node, "columns").values().stream().map(JsonValue::asJsonObject)
        .map(column -> new ModelColumn(column.getString("name"), text(column, "data_type"), column.getString("description", ""))).toList();
  }

  /** Newer versions of dbt keep it in the config, older ones beside it, most in both. */
  static JsonObject metaOf(JsonObject node) {
    JsonObject own = objectOf(node, "meta");
    return own.isEmpty() ? objectOf(objectOf(node, "config"), "meta") : own;
  }

  static List<String> parents(JsonObject node) {
    return strings(objectOf(node, "depends_on").get("nodes"));
  }

  /** Empty for null, too. */
  static Optional<String> text(JsonObject node, String key) {
    return Optional.ofNullable(node.getString(key, null));
  }

  static JsonObject objectOf(JsonObject node, String key) {
    return node.get(key) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static List<String> strings(JsonValue value) {
    return value instanceof JsonArray array ? array.getValuesAs(JsonString::getString) : List.of();
  }
}
