package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.project.Model;
import java.nio.file.Path;
import java.util.List;

/** A program of a test: says how many models a manifest lists. */
final class ReadManifest {
  private ReadManifest() {}

  /** @param words the file */
  public static void main(String[] words) {
    System.out.println(switch (new JsonManifests().read(Path.of(words[0]))) {
      case Result.Ok<List<Model>>(List<Model> models) -> Integer.toString(models.size());
      case Result.Failed<List<Model>> failed -> failed.failure().message();
    });
  }
}
