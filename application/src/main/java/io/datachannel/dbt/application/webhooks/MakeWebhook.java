package io.datachannel.dbt.application.webhooks;

import io.datachannel.dbt.application.account.TokenSource;
import io.datachannel.dbt.application.projects.NotDeleted;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.transaction.UnitOfWork;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes the webhook of a project, gives it another secret, or takes it away. */
public final class MakeWebhook {
  private static final String PROPERTY = "webhook";

  private final Projects projects;
  private final Webhooks webhooks;
  private final TokenSource random;
  private final ProjectHistory history;
  private final UnitOfWork work;
  private final InstantSource clock;

  public MakeWebhook(Projects projects, Webhooks webhooks, TokenSource random, ProjectHistory history, UnitOfWork work, InstantSource clock) {
    this.projects = projects;
    this.webhooks = webhooks;
    this.random = random;
    this.history = history;
    this.work = work;
    this.clock = clock;
  }

  /**
   * The address stays when there was one; the secret is another in any case.
   *
   * @throws NotFound when the account has no such project
   * @throws io.datachannel.dbt.application.result.Rejected with PROJECT_NOT_ACTIVE when it is deleted
   */
  public Webhook make(Caller caller, ProjectId id) {
    return work.inTransaction(() -> {
      lock(caller, id);
      Optional<Webhook> before = webhooks.find(caller.account(), id);
      Webhook webhook = new Webhook(caller.account(), id,
          before.map(Webhook::key).orElseGet(() -> random.hash(random.fresh())), random.fresh(),
          before.map(known -> known.revision() + 1).orElse(1L), clock.instant(), before.flatMap(Webhook::lastDeliveryAt));
      webhooks.put(webhook);
      history.add(caller, List.of(id), List.of(PropertyChange.ofSecret(PROPERTY)));
      return webhook;
    });
  }

  /** @throws NotFound when the project has none; else as {@link #make} */
  public void remove(Caller caller, ProjectId id) {
    work.inTransaction(() -> {
      lock(caller, id);
      if (webhooks.remove(caller.account(), id) == 0) {
        throw new NotFound("The project has no webhook.");
      }
      history.add(caller, List.of(id), List.of(new PropertyChange(PROPERTY, Optional.of("there"), Optional.empty())));
      return id;
    });
  }

  private void lock(Caller caller, ProjectId id) {
    NotDeleted.check(projects.lock(caller.account(), id).orElseThrow(() -> NotFound.of("project", id.value())));
  }
}
