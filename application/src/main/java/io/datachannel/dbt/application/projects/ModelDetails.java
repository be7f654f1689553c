package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of single models, and what lies around them; rows of {@code dbt_model_details} and {@code dbt_lineage_nodes}, apart from
 * those of {@link ModelCatalog}, whose lists do not read them.
 */
public interface ModelDetails {

  /** Replaces all of the project. */
  void replace(ProjectId project, List<ModelDetail> details, List<LineageNode> others);

  Optional<ModelDetail> find(AccountId account, ProjectId project, String uniqueId);

  /** What no run builds: sources, exposures and the like, by unique_id. */
  List<LineageNode> others(AccountId account, ProjectId project);
}
