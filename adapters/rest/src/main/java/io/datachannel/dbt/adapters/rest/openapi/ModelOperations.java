package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.projects.LineageView;
import io.datachannel.dbt.adapters.rest.projects.ModelDetailView;
import io.datachannel.dbt.adapters.rest.projects.ModelsPageView;
import io.datachannel.dbt.adapters.rest.projects.NodeIds;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshView;
import io.datachannel.dbt.adapters.rest.runs.ModelRunView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ResourceType;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** What is said of models, and of the refresh that reads them. */
final class ModelOperations {
  private static final JsonObject NODE = Schemas.with(Schemas.longText(), "pattern", Json.createValue(NodeIds.PATTERN));
  private static final JsonObject STEPS = Schemas.whole(0, Integer.MAX_VALUE);

  private ModelOperations() {}

  static Group group() {
    return Group.of("Models", "What a project builds, as its last successful refresh found it.",
        Operation.of("POST projects/{id}/refresh", "refreshProject", "Read the models of a project")
            .says("A job does it, a new one or one that waits already; follow it at the address of the answer, which in the end tells what has "
                + "changed.").once()
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(202, RefreshView.class).located(),
        Operation.of("GET projects/{id}/refreshes/{job}", "getRefresh", "Follow a refresh").answers(200, RefreshView.class),
        Operation.of("GET projects/{id}/models", "listModels", "List the models of a project")
            .says("`listed` says of which commit they are. When a later refresh failed they stay, and `failedSince` says why it did.")
            .with("resourceType", Schemas.wordsOf(ResourceType.class, ResourceType::dbtName), "Only nodes of this kind.")
            .with("name", filter(255), "Only nodes whose name holds this, in any case.")
            .with("tag", filter(255), "Only nodes with exactly this tag.")
            .with("path", filter(2000), "Only nodes whose file is this one, or below this folder.")
            .with("after", filter(1024), "Where the part begins: the `next` of the part before; left out for the first.")
            .refuses(FailureCode.FIELD_MISSING).answers(200, ModelsPageView.class),
        Operation.of("GET projects/{id}/models/{uid}", "getModel", "Read a model")
            .says("`compiledSql` is there when the last refresh could compile the project. SQL above 200,000 bytes is cut in its middle.")
            .needs("uid", NODE, "The `uniqueId` of the model, seed, snapshot or test.", "model.shop.orders")
            .answers(200, ModelDetailView.class),
        Operation.of("GET projects/{id}/models/{uid}/runs", "listModelRuns", "List what became of a model in the runs of its project")
            .says("Newest first; `next` is the id of a run. Also of a model that the project has lost.")
            .needs("uid", NODE, "The `uniqueId` of the model, seed, snapshot or test.", "model.shop.orders")
            .answers(200, Lists.items(ModelRunView.class)),
        Operation.of("GET projects/{id}/lineage", "getLineage", "Read where data comes from and goes to")
            .says("Models, seeds and snapshots, with sources, exposures and the like; tests are at their models. With `of` only what lies "
                + "around one node.")
            .with("of", Schemas.longText(), "The `uniqueId` of a node of the graph.")
            .with("up", STEPS, "How many edges from it towards the sources; all, when it is left out.")
            .with("down", STEPS, "How many edges from it towards the uses; all, when it is left out.")
            .refuses(FailureCode.MODEL_UNKNOWN).answers(200, LineageView.class));
  }

  /** An empty one lets everything through, as one that is left out does. */
  private static JsonObject filter(int longest) {
    return Schemas.with(Schemas.text(longest), "minLength", Json.createValue(0));
  }
}
