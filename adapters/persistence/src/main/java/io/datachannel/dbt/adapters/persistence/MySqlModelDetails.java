package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.ModelDetails;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.List;
import java.util.Optional;

/** The rows of {@code dbt_model_details} and {@code dbt_lineage_nodes}. */
public final class MySqlModelDetails implements ModelDetails {
  private final Session session;

  public MySqlModelDetails(Database database) {
    this.session = database.session();
  }

  @Override
  public void replace(ProjectId project, List<ModelDetail> details, List<LineageNode> others) {
    session.inTransaction(() -> {
      session.change(ModelDetailStatements.CLEAR, Values.of("project", project.value()));
      session.change(ModelDetailStatements.CLEAR_OTHERS, Values.of("project", project.value()));
      session.addAll(ModelDetailStatements.ADD, details.stream().map(detail -> Values.of("project", project.value())
          .with("unique_id", ColumnText.uniqueId(detail.uniqueId())).with("detail", ModelDetailJson.of(detail))).toList());
      session.addAll(ModelDetailStatements.ADD_OTHERS, others.stream().map(node -> Values.of("project", project.value())
          .with("unique_id", ColumnText.uniqueId(node.uniqueId())).with("node", ModelDetailJson.of(node))).toList());
      return details.size();
    });
  }

  @Override
  public Optional<ModelDetail> find(AccountId account, ProjectId project, String uniqueId) {
    return session.one(ModelDetailStatements.FIND,
        Values.of("account", account.value()).with("project", project.value()).with("unique_id", ColumnText.uniqueId(uniqueId)),
        row -> ModelDetailJson.detail(row.text("detail_json")));
  }

  @Override
  public List<LineageNode> others(AccountId account, ProjectId project) {
    return session.all(ModelDetailStatements.OTHERS, Values.of("account", account.value()).with("project", project.value()),
        row -> ModelDetailJson.node(row.text("node_json")));
  }
}
