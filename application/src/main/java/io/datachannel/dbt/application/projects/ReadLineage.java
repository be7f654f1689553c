package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.lineage.Lineage;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import java.util.stream.Stream;

/** Puts the graph of a project together of its models and what lies around them. */
public final class ReadLineage {
  private final Projects projects;
  private final ModelCatalog models;
  private final ModelDetails details;

  public ReadLineage(Projects projects, ModelCatalog models, ModelDetails details) {
    this.projects = projects;
    this.models = models;
    this.details = details;
  }

  /** @throws NotFound when the account has no such project */
  public Lineage whole(AccountId account, ProjectId project) {
    projects.find(account, project).orElseThrow(() -> NotFound.of("project", project.value()));
    List<LineageNode> nodes = Stream.concat(
        models.list(account, project).stream().flatMap(model -> LineageNode.of(model).stream()),
        details.others(account, project).stream()).toList();
    return Lineage.of(nodes);
  }

  /**
   * @param up   how many edges towards the sources
   * @param down how many edges towards the uses
   * @throws NotFound     when the account has no such project
   * @throws InvalidInput when the project's graph has no such node
   */
  public Lineage around(AccountId account, ProjectId project, String of, int up, int down) {
    Lineage whole = whole(account, project);
    if (!whole.has(of)) {
      throw new InvalidInput(FailureCode.MODEL_UNKNOWN, "of", "The project's graph has no such node as of its last refresh; give the "
          + "unique_id of a model, seed, snapshot, source or exposure. Tests are not part of it.");
    }
    return whole.around(of, up, down);
  }
}
