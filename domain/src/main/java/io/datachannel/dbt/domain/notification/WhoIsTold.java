package io.datachannel.dbt.domain.notification;

import io.datachannel.dbt.domain.project.NotificationLevel;
import io.datachannel.dbt.domain.run.RunStatus;
import java.util.Optional;

/**
 * What the targets of a project are told of a run's end: with the level SUCCESS of every end, with ERROR of the bad ones, and in either case
 * once that the project is well again. Of what a user cancelled no one is told, since a user knows.
 */
public final class WhoIsTold {
  private WhoIsTold() {}

  /** @param wasFailing whether the last run of the project before this one that ended well or badly, ended badly */
  public static Optional<NotificationEvent> of(NotificationLevel level, RunStatus status, boolean wasFailing) {
    return switch (status) {
      case FAILED, PARTIAL_SUCCESS -> Optional.of(NotificationEvent.RUN_FINISHED);
      case SUCCESSFUL -> wasFailing ? Optional.of(NotificationEvent.RUN_RECOVERED) : switch (level) {
        case SUCCESS -> Optional.of(NotificationEvent.RUN_FINISHED);
        case ERROR -> Optional.empty();
      };
      case CANCELLED, QUEUED, RUNNING -> Optional.empty();
    };
  }
}
