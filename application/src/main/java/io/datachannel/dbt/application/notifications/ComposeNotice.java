package io.datachannel.dbt.application.notifications;

import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.runs.RunLedger;
import io.datachannel.dbt.application.runs.RunRecord;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.runs.WantedErrors;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.notification.NotificationEvent;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.run.Run;
import io.datachannel.dbt.domain.run.RunError;
import io.datachannel.dbt.domain.run.RunStatus;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts a message together when it is sent, of the rows of its run. */
public final class ComposeNotice {
  private final Projects projects;
  private final Runs runs;
  private final RunLedger ledger;
  private final Supplier<URI> service;
  private final InstantSource clock;

  /** @param service the address of the service as people reach it, ending with a slash */
  public ComposeNotice(Projects projects, Runs runs, RunLedger ledger, Supplier<URI> service, InstantSource clock) {
    this.projects = projects;
    this.runs = runs;
    this.ledger = ledger;
    this.service = service;
    this.clock = clock;
  }

  /** Empty when the run is gone, with its project. */
  Optional<Notice> of(AccountId account, Outbox.Message message) {
    return projects.find(account, message.project()).flatMap(project -> runs.find(account, message.run())
        .map(run -> new Notice(message.event(), Optional.of(about(project, run)), clock.instant())));
  }

  /** For a target that is tried out. */
  Notice test() {
    return new Notice(NotificationEvent.TEST, Optional.empty(), clock.instant());
  }

  private Notice.About about(Project project, RunRecord row) {
    return new Notice.About(project.id(), project.definition().name(), row.run().id(), row.run().state().status(),
        firstError(project.account(), row.run()),
        service.get().resolve("runs/" + row.run().id().value()),
        new Notice.Times(row.queuedAt(), row.startedAt(), row.finishedAt()));
  }

  private Optional<RunError> firstError(AccountId account, Run run) {
    return run.state().status() == RunStatus.SUCCESSFUL ? Optional.empty()
        : ledger.errors(account, run.id(), WantedErrors.FIRST).stream().findFirst();
  }
}
