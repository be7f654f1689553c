package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.ModelDetails;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.lineage.LineageNode;
import io.datachannel.dbt.domain.project.ModelDetail;
import io.datachannel.dbt.domain.project.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of {@code dbt_model_details} and {@code dbt_lineage_nodes}. */
public final class MySqlModelDetails implements ModelDetails {
  /** Keeps a statement, escaped, below the packets of 4 MiB that old servers take at the most. */
  private static final int MOST_CHARACTERS_AT_ONCE = 500_000;

  private final Session session;

  public MySqlModelDetails(Database database) {
    this.session = database.session();
  }

  @Override
  public void replace(ProjectId project, List<ModelDetail> details, List<LineageNode> others) {
    session.inTransaction(() -> {
      session.change(ModelDetailStatements.CLEAR, Values.of("project", project.value()));
      session.change(ModelDetailStatements.CLEAR_OTHERS, Values.of("project", project.value()));
      addDetails(project, details);
      session.addAll(ModelDetailStatements.ADD_OTHERS, others.stream().map(node -> Values.of("project", project.value())
          .with("unique_id", ColumnText.uniqueId(node.uniqueId())).with("node", ModelDetailJson.of(node))).toList());
      return details.size();
    });
  }

  private void addDetails(ProjectId project, List<ModelDetail> details) {
    List<Values> some = new ArrayList<>();
    int characters = 0;
    for (ModelDetail detail : details) {
      String json = ModelDetailJson.of(detail);
      if (characters + json.length() > MOST_CHARACTERS_AT_ONCE) {
        session.addAll(ModelDetailStatements.ADD, some);
        some.clear();
        characters = 0;
      }
      some.add(Values.of("project", project.value()).with("unique_id", ColumnText.uniqueId(detail.uniqueId())).with("detail", json));
      characters += json.length();
    }
    session.addAll(ModelDetailStatements.ADD, some);
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
