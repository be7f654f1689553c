package io.datachannel.dbt.application.webhooks;

import io.datachannel.dbt.application.projects.ProjectUses;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.refresh.RefreshByItself;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.refresh.RefreshCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Takes what a provider tells of a push. Whether it is the provider who tells it was found out before. */
public final class ReceivePush {
  /** Providers send again what was not answered within days at the most. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final Webhooks webhooks;
  private final Projects projects;
  private final ProjectUses uses;
  private final RefreshByItself refresh;
  private final UnitOfWork work;
  private final InstantSource clock;

  public ReceivePush(
      Webhooks webhooks, Projects projects, ProjectUses uses, RefreshByItself refresh, UnitOfWork work, InstantSource clock) {
    this.webhooks = webhooks;
    this.projects = projects;
    this.uses = uses;
    this.refresh = refresh;
    this.work = work;
    this.clock = clock;
  }

  /** The webhook at an address. */
  public Optional<Webhook> webhook(String key) {
    return webhooks.withKey(key);
  }

  /**
   * Queues refreshes of the account's projects that are of the webhook's repository and of a branch that was pushed. A delivery that was
   * taken before does nothing.
   *
   * @param delivery SHA-256 of what names it
   * @param branches that have another newest commit now; none for what is no push
   */
  public void receive(Webhook webhook, String delivery, Set<String> branches) {
    work.inTransaction(() -> {
      boolean first = webhooks.isFirst(webhook, delivery, clock.instant());
      if (first) {
        projects.find(webhook.account(), webhook.project()).ifPresent(project -> refresh(project, branches));
      }
      return first;
    });
  }

  private void refresh(Project of, Set<String> branches) {
    uses.of(of.account(), of.definition().source().repository()).stream().filter(RefreshByItself::isWanted)
        .filter(project -> branches.contains(project.definition().source().branch().value()))
        .forEach(project -> refresh.queue(project.account(), project.id(), RefreshCause.WEBHOOK));
  }

  /** One beat. */
  public void forget() {
    webhooks.forget(clock.instant().minus(REMEMBERED));
  }
}
