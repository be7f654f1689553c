package io.datachannel.dbt.application.dbt;

import io.datachannel.dbt.application.projects.ModelBuilder;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ModelDetail;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifest of a project that has the named models. */
public final class FakeManifests implements Manifests {
  private final List<Model> models;

  public FakeManifests(String... names) {
    this.models = Stream.of(names).map(FakeManifests::model).toList();
  }

  public static Model model(String name) {
    return ModelBuilder.aModel(name).build();
  }

  @Override
  public Result<List<Model>> read(Path manifest) {
    return new Result.Ok<>(models);
  }

  @Override
  public Result<ManifestContent> readWhole(Path manifest) {
    List<ModelDetail> details = models.stream().map(model -> ModelDetail.unknown(model.uniqueId())).toList();
    return new Result.Ok<>(new ManifestContent(models, details, List.of()));
  }
}
