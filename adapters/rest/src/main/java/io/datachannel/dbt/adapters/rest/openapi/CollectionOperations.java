package io.datachannel.dbt.adapters.rest.openapi;

import static io.datachannel.dbt.adapters.rest.openapi.Schemas.closed;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.required;
import static io.datachannel.dbt.adapters.rest.openapi.Schemas.text;

import io.datachannel.dbt.adapters.rest.collections.CollectionView;
import io.datachannel.dbt.domain.failure.FailureCode;
import jakarta.json.JsonObject;

/** What is said of collections. */
final class CollectionOperations {
  private static final JsonObject DEFINITION = closed(
      required("name", text(255), "What people call it."),
      required("models", DbtWords.MODELS, "Names or unique_ids of models, seeds and snapshots; before the first refresh unique_ids alone."));

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
            .says("Models that join or leave it join or leave its schedules at once.").takes(DEFINITION).ifMatch()
            .refuses(FailureCode.MODEL_UNKNOWN, FailureCode.PROJECT_NOT_ACTIVE).answers(200, CollectionView.class).tagged(),
        Operation.of("PATCH projects/{id}/collections/{collection}", "patchCollection", "Change some of a collection")
            .patches(Schemas.patchOf(DEFINITION)).ifMatch()
            .refuses(FailureCode.MODEL_UNKNOWN, FailureCode.PROJECT_NOT_ACTIVE).answers(200, CollectionView.class).tagged(),
        Operation.of("DELETE projects/{id}/collections/{collection}", "deleteCollection", "Delete a collection")
            .says("One that a schedule is set on stays.").ifMatch()
            .refuses(FailureCode.IN_USE, FailureCode.PROJECT_NOT_ACTIVE).answersNothing(204));
  }
}
