package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The models that the last successful refresh found; {@code configured_dbt_models} and {@code manifest_json}. */
public interface ModelCatalog {

  /** Replaces all models of the project, and its manifest. */
  void replace(ProjectId project, Path manifest, List<Model> models);

  /** By unique_id; empty before the first refresh. */
  List<Model> list(AccountId account, ProjectId project);

  /** A part of those that match, by unique_id. */
  List<Model> page(AccountId account, ProjectId project, ModelQuery query);

  Optional<Model> find(AccountId account, ProjectId project, String uniqueId);
}
