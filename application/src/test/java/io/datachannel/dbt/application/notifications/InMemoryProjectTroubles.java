package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.Run;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The failing projects in a set. */
public final class InMemoryProjectTroubles implements ProjectTroubles {
  private final Set<ProjectId> failing = ConcurrentHashMap.newKeySet();

  @Override
  public void note(Run run) {
    failing.add(run.project());
  }

  @Override
  public boolean mended(Run run) {
    return failing.remove(run.project());
  }
}
