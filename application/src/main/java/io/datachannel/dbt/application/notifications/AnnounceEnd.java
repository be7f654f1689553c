package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.domain.notification.WhoIsTold;
import io.datachannel.dbt.domain.project.ProjectStatus;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunStatus;

/** Writes down whom to tell of a run's end. Called in the transaction that ends it, which has locked the slot of its account. */
public final class AnnounceEnd {
  private final Projects projects;
  private final ProjectTroubles troubles;
  private final Outbox outbox;

  public AnnounceEnd(Projects projects, ProjectTroubles troubles, Outbox outbox) {
    this.projects = projects;
    this.troubles = troubles;
    this.outbox = outbox;
  }

  void announce(Run run, RunStatus status) {
    boolean wasFailing = switch (status) {
      case FAILED, PARTIAL_SUCCESS -> {
        troubles.note(run);
        yield false;
      }
      case SUCCESSFUL -> troubles.mended(run);
      case CANCELLED, QUEUED, RUNNING -> false;
    };
    projects.find(run.account(), run.project()).filter(project -> project.status() != ProjectStatus.DELETED)
        .flatMap(project -> WhoIsTold.of(project.definition().notificationLevel(), status, wasFailing))
        .ifPresent(event -> outbox.write(run, event));
  }
}
