package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.application.runs.ModelRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code log_dbt_model_run} by node. Most nodes are built by most runs, so the newest runs of the project are asked first; a node
 * that is not among them is looked for by its name, which other projects may have, too.
 */
public final class MySqlModelRuns implements ModelRuns {
  /** How many runs are asked one by one. */
  static final int NEAR = 1000;

  private final Session session;

  public MySqlModelRuns(Database database) {
    this.session = database.session();
  }

  @Override
  public List<ModelRun> list(AccountId account, ProjectId project, String uniqueId, Page page) {
    Values values = Values.of("account", account.value()).with("project", project.value())
        .with("unique_id", ColumnText.uniqueId(uniqueId))
        .with("before", page.after() == 0 ? Long.MAX_VALUE : page.after())
        .with("near", NEAR)
        .with("limit", page.limit());
    Optional<Long> far = session.one(ModelRunStatements.FAR, values, row -> row.number("id"));
    List<ModelRun> near = session.all(ModelRunStatements.AMONG_NEAR, values.with("far", far.orElse(0L)), MySqlModelRuns::read);
    if (far.isEmpty() || near.size() == page.limit()) {
      return near;
    }
    List<ModelRun> rest =
        session.all(ModelRunStatements.AMONG_FAR, values.with("limit", page.limit() - near.size()), MySqlModelRuns::read);
    return Stream.concat(near.stream(), rest.stream()).toList();
  }

  private static ModelRun read(Row row) {
    return new ModelRun(new RunId(row.integer("run")), RunStatus.named(row.text("run_status")), NodeRows.result(row));
  }
}
