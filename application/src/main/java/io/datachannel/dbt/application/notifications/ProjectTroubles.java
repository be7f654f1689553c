package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.run.Run;

/** Which projects' last run ended badly; rows of {@code dbt_project_troubles}. Called in the transaction that ends a run. */
public interface ProjectTroubles {

  /** This run of its project ended badly. */
  void note(Run run);

  /** A run of the project ended well. @return whether the one before it had not */
  boolean mended(Run run);
}
