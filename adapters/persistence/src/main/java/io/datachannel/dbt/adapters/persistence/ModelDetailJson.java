package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.domain.lineage.LineageKind;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** What {@code dbt_model_details.detail_json} and {@code dbt_lineage_nodes.node_json} hold. */
final class ModelDetailJson {
  /** Of longer SQL, head and tail are kept: with both texts a row stays below 1 MiB. */
  private static final int LONGEST_SQL_BYTES = 200_000;

  private ModelDetailJson() {}

  static String of(ModelDetail detail) {
    JsonArrayBuilder columns = JsonText.JSON.createArrayBuilder();
    detail.columns().forEach(column -> columns.add(json(column)));
    JsonArrayBuilder tests = JsonText.JSON.createArrayBuilder();
    detail.tests().forEach(test -> tests.add(json(test)));
    JsonObjectBuilder json = JsonText.JSON.createObjectBuilder()
        .add("uniqueId", detail.uniqueId())
        .add("language", detail.language())
        .add("rawSql", ColumnText.fit(detail.rawSql(), LONGEST_SQL_BYTES))
        .add("columns", columns)
        .add("tests", tests)
        .add("children", JsonText.array(detail.children()))
        .add("meta", detail.meta());
    detail.compiledSql().ifPresent(sql -> json.add("compiledSql", ColumnText.fit(sql, LONGEST_SQL_BYTES)));
    return json.build().toString();
  }

  private static JsonObjectBuilder json(ModelColumn column) {
    JsonObjectBuilder json = JsonText.JSON.createObjectBuilder().add("name", column.name()).add("description", column.description());
    column.dataType().ifPresent(type -> json.add("dataType", type));
    return json;
  }

  private static JsonObjectBuilder json(AttachedTest test) {
    JsonObjectBuilder json = JsonText.JSON.createObjectBuilder().add("uniqueId", test.uniqueId()).add("name", test.name());
    test.column().ifPresent(column -> json.add("column", column));
    return json;
  }

  static ModelDetail detail(String text) {
    JsonObject json = JsonText.object(text);
    return new ModelDetail(
        json.getString("uniqueId"),
        json.getString("language"),
        json.getString("rawSql"),
        optional(json, "compiledSql"),
        json.getJsonArray("columns").getValuesAs(JsonObject.class).stream().map(column ->
            new ModelColumn(column.getString("name"), optional(column, "dataType"), column.getString("description"))).toList(),
        json.getJsonArray("tests").getValuesAs(JsonObject.class).stream().map(test ->
            new AttachedTest(test.getString("uniqueId"), test.getString("name"), optional(test, "column"))).toList(),
        JsonText.strings(json.getJsonArray("children")),
        json.getString("meta"));
  }

  static String of(LineageNode node) {
    return JsonText.JSON.createObjectBuilder()
        .add("uniqueId", node.uniqueId())
        .add("kind", node.kind().dbtName())
        .add("name", node.name())
        .add("path", node.path())
        .add("parents", JsonText.array(node.parents()))
        .build().toString();
  }

  static LineageNode node(String text) {
    JsonObject json = JsonText.object(text);
    return new LineageNode(json.getString("uniqueId"), LineageKind.named(json.getString("kind")).orElseThrow(), json.getString("name"),
        json.getString("path"), JsonText.strings(json.getJsonArray("parents")));
  }

  private static Optional<String> optional(JsonObject json, String name) {
    return Optional.ofNullable(json.getString(name, null));
  }
}
