package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;

import io.datachannel.dbt.adapters.rest.collections.CollectionView;
import io.datachannel.dbt.adapters.rest.schedules.PreviewView;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What is said of collections. */
final class CollectionOperations {
  private static final JsonObject FLAG = Schemas.with(Schemas.flag(), "default", JsonValue.FALSE);
  private static final JsonObject DEFINITION = closed(
      required("name", text(255), "What people call it."),
      required("models", DbtWords.MODELS, "Names or unique_ids of models, seeds and snapshots; before the first refresh unique_ids alone."));

  private static final Either CHANGED = new Either(CollectionView.class, PreviewView.class);
  private static final String DRY = "Whether only to tell who would govern each model.";

  private CollectionOperations() {}

  static Group group() {
    return Group.of("Collections", "Sets of a project's models under a name, which can share a schedule.",
        Operation.of("GET projects/{id}/collections", "listCollections", "List the collections of a project")
            .answers(200, Lists.items(CollectionView.class)),
        Operation.of("POST projects/{id}/collections", "addCollection", "Add a collection").takes(DEFINITION).once()
            .refuses(FailureCode.MODEL_UNKNOWN, FailureCode.PROJECT_NOT_ACTIVE).answers(201, CollectionView.class).tagged().located(),
        Operation.of("GET projects/{id}/collections/{collection}", "getCollection", "Read a collection")
            .answers(200, CollectionView.class).tagged(),
        Operation.of("PUT projects/{id}/collections/{collection}", "replaceCollection", "Replace a collection")
            .with("dryRun", FLAG, DRY).says("Models that join or leave it join or leave its schedules at once; runs that still wait drop those that left.").takes(DEFINITION).ifMatch()
            .refuses(FailureCode.MODEL_UNKNOWN, FailureCode.PROJECT_NOT_ACTIVE).answers(200, CHANGED),
        Operation.of("PATCH projects/{id}/collections/{collection}", "patchCollection", "Change some of a collection")
            .with("dryRun", FLAG, DRY).patches(Schemas.patchOf(DEFINITION)).ifMatch()
            .refuses(FailureCode.MODEL_UNKNOWN, FailureCode.PROJECT_NOT_ACTIVE).answers(200, CHANGED),
        Operation.of("DELETE projects/{id}/collections/{collection}", "deleteCollection", "Delete a collection")
            .with("withSchedules", FLAG, "Whether the schedules that are set on it are deleted with it.").with("dryRun", FLAG, DRY)
            .says("One that a schedule is set on stays, unless its schedules are deleted with it: their models go back to the newest of the "
                + "others that cover them, and runs that still wait drop them.").ifMatch()
            .refuses(FailureCode.IN_USE, FailureCode.PROJECT_NOT_ACTIVE).answersNothing(204).answers(200, PreviewView.class));
  }
}
