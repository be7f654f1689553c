package io.datachannel.dbt.adapters.rest.openapi;

import io.datachannel.dbt.adapters.rest.projects.ModelsResource.ModelView;
import io.datachannel.dbt.adapters.rest.refreshes.RefreshView;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.ResourceType;

/** What is said of models, and of the refresh that reads them. */
final class ModelOperations {
  private ModelOperations() {}

  static Group group() {
    return Group.of("Models", "What a project builds, as its last successful refresh found it.",
        Operation.of("POST projects/{id}/refresh", "refreshProject", "Read the models of a project")
            .says("A job does it; follow it at the address of the answer.").once()
            .refuses(FailureCode.PROJECT_NOT_ACTIVE).answers(202, RefreshView.class).located(),
        Operation.of("GET projects/{id}/refreshes/{job}", "getRefresh", "Follow a refresh").answers(200, RefreshView.class),
        Operation.of("GET projects/{id}/models", "listModels", "List the models of a project")
            .with("resourceType", Schemas.wordsOf(ResourceType.class, ResourceType::dbtName), "Only nodes of this kind.")
            .with("name", Schemas.longText(), "Only nodes whose name holds this, in any case.")
            .answers(200, Lists.items(ModelView.class)));
  }
}
