package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.schedules.QueuedRuns;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.selection.ModelSelection;

/** The rows of {@code log_dbt_project_run} that wait. */
public final class MySqlQueuedRuns implements QueuedRuns {
  private final Session session;
  private final SlotRows slots;

  public MySqlQueuedRuns(Database database) {
    this.session = database.session();
    this.slots = new SlotRows(session);
  }

  /** The slot first, as everywhere: whoever widens a run may queue others in the same transaction. */
  @Override
  public int select(RunId run, ModelSelection selection) {
    return session.inTransaction(() -> {
      session.one(RunStatements.OWNER, Values.of("id", run.value()), row -> new AccountId(row.number("account_id"))).ifPresent(slots::lock);
      return session.change(RunStatements.SELECT_MODELS, Values.of("run", run.value())
          .with("selection", SelectionJson.of(selection)).with("model_type", selection.modelType()));
    });
  }
}
