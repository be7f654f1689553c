package io.datachannel.dbt.application.refresh;

import io.datachannel.dbt.application.dbt.Manifests.ManifestContent;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ModelDetail.AttachedTest;
import io.datachannel.dbt.domain.project.ModelDetail.ModelColumn;
import io.datachannel.dbt.domain.project.Relation;
import io.datachannel.dbt.domain.secret.Redactor;
import java.util.List;

/**
 * The models of a project without secrets. By what identifies one it is selected and governed, and its relation is locked, so that keeps
 * what is only a word ({@link Redactor#redactName}).
 */
final class RedactedModels {
  private final Redactor redactor;

  RedactedModels(Redactor redactor) {
    this.redactor = redactor;
  }

  ManifestContent of(ManifestContent content) {
    return new ManifestContent(
        of(content.models()), content.details().stream().map(this::of).toList(), content.others().stream().map(this::of).toList());
  }

  List<Model> of(List<Model> models) {
    return redactor.isEmpty() ? models : models.stream().map(this::of).toList();
  }

  private Model of(Model model) {
    return new Model(name(model.uniqueId()), model.resourceType(), name(model.name()), names(model.fqn()), name(model.path()),
        model.materialized().map(this::name), names(model.dependsOn()), names(model.tags()), model.relation().map(this::of),
        redactor.redact(model.description()), name(model.checksum()));
  }

  private Relation of(Relation relation) {
    return new Relation(name(relation.database()), name(relation.schema()), name(relation.identifier()));
  }

  private ModelDetail of(ModelDetail detail) {
    return new ModelDetail(name(detail.uniqueId()), name(detail.language()), redactor.redact(detail.rawSql()), detail.compiledSql().map(redactor::redact),
        detail.columns().stream().map(this::of).toList(), detail.tests().stream().map(this::of).toList(), names(detail.children()),
        redactor.redactJson(detail.meta()));
  }

  private ModelColumn of(ModelColumn column) {
    return new ModelColumn(name(column.name()), column.dataType().map(redactor::redact), redactor.redact(column.description()));
  }

  private AttachedTest of(AttachedTest test) {
    return new AttachedTest(name(test.uniqueId()), name(test.name()), test.column().map(this::name));
  }

  private LineageNode of(LineageNode node) {
    return new LineageNode(name(node.uniqueId()), node.kind(), name(node.name()), name(node.path()), names(node.parents()));
  }

  private List<String> names(List<String> names) {
    return names.stream().map(this::name).toList();
  }

  private String name(String name) {
    return redactor.redactName(name);
  }
}
