package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.schedules.QueuedRuns;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.selection.ModelSelection;

/** The rows of {@code log_dbt_project_run} that wait. */
public final class MySqlQueuedRuns implements QueuedRuns {
  private final Session session;

  public MySqlQueuedRuns(Database database) {
    this.session = database.session();
  }

  @Override
  public int select(RunId run, ModelSelection selection) {
    return session.change(RunStatements.SELECT_MODELS, Values.of("run", run.value())
        .with("selection", SelectionJson.of(selection)).with("model_type", selection.modelType()));
  }
}
