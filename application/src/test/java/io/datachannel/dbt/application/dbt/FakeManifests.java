package io.datachannel.dbt.application.dbt;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ResourceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The manifest of a project that has the named models. */
public final class FakeManifests implements Manifests {
  private final List<Model> models;

  public FakeManifests(String... names) {
    this.models = Stream.of(names).map(FakeManifests::model).toList();
  }

  public static Model model(String name) {
    return new Model("model.shop." + name, ResourceType.MODEL, name, List.of("shop", "marts", name), "models/" + name + ".sql",
        Optional.of("table"), List.of(), List.of());
  }

  @Override
  public Result<List<Model>> read(Path manifest) {
    return new Result.Ok<>(models);
  }
}
