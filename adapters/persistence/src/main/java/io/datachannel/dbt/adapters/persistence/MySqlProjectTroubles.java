package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.notifications.ProjectTroubles;
import io.datachannel.dbt.domain.run.Run;

/** The rows of {@code dbt_project_troubles}. */
public final class MySqlProjectTroubles implements ProjectTroubles {
  private final Session session;

  public MySqlProjectTroubles(Database database) {
    this.session = database.session();
  }

  @Override
  public void note(Run run) {
    session.change(OutboxStatements.NOTE_TROUBLE, Values.of("project", run.project().value()).with("run", run.id().value()));
  }

  @Override
  public boolean mended(Run run) {
    return session.change(OutboxStatements.MENDED, Values.of("project", run.project().value())) == 1;
  }
}
