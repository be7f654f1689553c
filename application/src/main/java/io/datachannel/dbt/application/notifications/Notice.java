package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.run.RunStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What a target is told.
 *
 * @param about absent when a target is only tried out
 * @param sentAt when this attempt is made, UTC
 */
public record Notice(NotificationEvent event, Optional<About> about, Instant sentAt) {

  /**
   * The run.
   *
   * @param firstError of how the run ended; absent when there is none
   * @param link       where the run is read
   */
  public record About(ProjectId project, String projectName, RunId run, RunStatus status, Optional<RunError> firstError, URI link,
      Times times) {}

  /** Of a run, UTC. */
  public record Times(Instant queuedAt, Optional<Instant> startedAt, Optional<Instant> finishedAt) {}
}
