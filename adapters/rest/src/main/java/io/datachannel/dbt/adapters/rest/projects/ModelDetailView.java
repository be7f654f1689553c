package io.datachannel.dbt.adapters.rest.projects;

import io.datachannel.dbt.adapters.rest.projects.ModelView.RelationView;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * A model with all that is known of it.
 *
 * @param meta        what its owners noted for other tools
 * @param language    sql or python
 * @param rawSql      as its file has it; empty for seeds
 * @param compiledSql as the warehouse is given it; absent when the last refresh could not compile the project
 * @param tests       those on the model as a whole; the others are at their columns
 * @param parents     the unique ids of what it is built of
 * @param children    the unique ids of what is built of it or uses it
 */
public record ModelDetailView(String uniqueId, String resourceType, String name, String path, Optional<String> materialized,
    Optional<RelationView> relation, String description, List<String> tags, JsonObject meta, String language, String rawSql,
    Optional<String> compiledSql, List<ColumnView> columns, List<TestView> tests, List<String> parents, List<String> children) {

  static ModelDetailView of(Model model, ModelDetail detail) {
    return new ModelDetailView(model.uniqueId(), model.resourceType().dbtName(), model.name(), model.path(), model.materialized(),
        model.relation().map(RelationView::of), model.description(), model.tags(), object(detail.meta()), detail.language(),
        detail.rawSql(), detail.compiledSql(), detail.columns().stream().map(column -> ColumnView.of(detail, column)).toList(),
        detail.testsOnTheWhole().stream().map(TestView::of).toList(), model.dependsOn(), detail.children());
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** A column that was written down. @param dataType in the warehouse's words; absent when it was not written down */
  public record ColumnView(String name, Optional<String> dataType, String description, List<TestView> tests) {
    static ColumnView of(ModelDetail detail, ModelColumn column) {
      return new ColumnView(column.name(), column.dataType(), column.description(),
          detail.testsOn(column).stream().map(TestView::of).toList());
    }
  }

  /** A test. @param name for example unique, or that of its file */
  public record TestView(String uniqueId, String name) {
    static TestView of(AttachedTest test) {
      return new TestView(test.uniqueId(), test.name());
    }
  }
}
